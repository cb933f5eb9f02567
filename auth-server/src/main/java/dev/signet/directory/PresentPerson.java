package dev.signet.directory;

/**
 * Somebody who is linked and was found.
 *
 * @param subject who it is there, for good
 * @param dn the distinguished name at the moment
 * @param username what they are called there, or nothing
 */
record PresentPerson(String subject, String dn, String username) {

	/** Tells nothing of who it is. */
	@Override
	public String toString() {
		return "PresentPerson";
	}

}
