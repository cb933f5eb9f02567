package dev.signet.recovery;

import org.jspecify.annotations.Nullable;

/**
 * How the owner of a locked account opens it again. It takes a link that is mailed to
 * them in any case.
 *
 * @param way what they do with it
 * @param keeper who keeps the password of the account, if that is why it stays as it is
 */
public record Reopening(Way way, @Nullable String keeper) {

	/** The key of the sentence that says so before the account is locked. */
	public String messageKey() {
		return "recovery.lock." + this.way.tag();
	}

	/** What an owner does with the link. */
	public enum Way {

		/** They set a new password. */
		NEW_PASSWORD("new-password"),

		/** They set one, and had none. */
		FIRST_PASSWORD("first-password"),

		/** They open the account: its password is kept elsewhere. */
		ELSEWHERE("elsewhere");

		private final String tag;

		Way(String tag) {
			this.tag = tag;
		}

		/** The end of the keys of its words. */
		String tag() {
			return this.tag;
		}

	}

}
