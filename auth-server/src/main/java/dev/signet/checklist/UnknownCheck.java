package dev.signet.checklist;

/**
 * What a newer version of this server has looked at, of which this one knows nothing but
 * the name.
 *
 * @param name the name that is stored
 */
record UnknownCheck(String name) implements CheckSubject {

	@Override
	public String titleKey() {
		return "checklist.unknown.title";
	}

	/** The key of the sentence in place of one that may be unknown too. */
	static String messageKey() {
		return "checklist.unknown";
	}

}
