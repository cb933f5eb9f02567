package dev.signet.mail;

/** The start cannot go on: a setting needs mails, and there is no way for them. */
final class MailServerMissing extends RuntimeException {

	private final String setting;

	private final String without;

	MailServerMissing(String setting, String without) {
		super(setting + " needs a mail server, and none is set");
		this.setting = setting;
		this.without = without;
	}

	String setting() {
		return this.setting;
	}

	/** The value that needs no mails. */
	String without() {
		return this.without;
	}

}
