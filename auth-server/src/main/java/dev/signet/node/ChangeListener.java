package dev.signet.node;

/**
 * Remembers something that is rarely changed, and wants to hear when it was. It may not
 * rely on hearing: a connection can be lost, so what is remembered ends by itself after
 * seconds.
 */
public interface ChangeListener {

	/** What it remembers: the word with which changes are announced. */
	String topic();

	/**
	 * Another node changed something, or may have while nobody listened. Called on the
	 * one thread that hears, so it may not wait for anything.
	 */
	void changed();

}
