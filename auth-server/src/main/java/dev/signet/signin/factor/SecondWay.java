package dev.signet.signin.factor;

import java.util.List;

/**
 * The ways to prove a second factor, in the order in which people are offered them.
 */
public enum SecondWay {

	/** A passkey: the only one that a page of somebody else cannot be given. */
	PASSKEY("passkey"),

	/** A code of an authenticator app. */
	APP("app"),

	/** A code on paper. */
	RECOVERY_CODE("recovery"),

	/** A code from the mailbox, for who has nothing better. */
	MAIL_CODE("mail");

	private final String tag;

	SecondWay(String tag) {
		this.tag = tag;
	}

	/** What addresses and the keys of messages call it. */
	public String tag() {
		return this.tag;
	}

	/**
	 * The way that a page shows.
	 * @param wanted the tag of a way, perhaps of none
	 * @param open the ways that a person has, at least one
	 */
	public static SecondWay choose(String wanted, List<SecondWay> open) {
		return open.stream().filter((way) -> way.tag.equals(wanted)).findFirst().orElseGet(() -> open.get(0));
	}

}
