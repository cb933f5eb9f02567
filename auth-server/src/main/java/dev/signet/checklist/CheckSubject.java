package dev.signet.checklist;

/**
 * What a line of a checklist looks at. Its name is stored.
 */
public interface CheckSubject {

	/** The name that is stored, as of an enum. */
	String name();

	/** The key of the few words that say what is looked at. */
	String titleKey();

}
