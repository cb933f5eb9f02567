package dev.signet.proof;

import java.util.Comparator;

/**
 * Somebody who may ask for something only so often.
 *
 * @param what for what
 * @param who an account, a network, a browser or whatever else is counted
 * @param most how often
 */
public record Asker(Asking what, String who, int most) implements Comparable<Asker> {

	private static final Comparator<Asker> ORDER = Comparator.comparing(Asker::what).thenComparing(Asker::who);

	/** Somebody to whom the usual limit applies. */
	public static Asker of(Asking what, String who) {
		return new Asker(what, who, what.most());
	}

	/** In the order in which their rows are locked, whoever locks them. */
	@Override
	public int compareTo(Asker other) {
		return ORDER.compare(this, other);
	}

	String key() {
		return this.what.name() + " " + this.who;
	}

}
