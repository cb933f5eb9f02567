package dev.signet.credential;

/**
 * What is wrong with a new password.
 */
public enum PasswordProblem {

	/** Fewer characters than are asked for. */
	TOO_SHORT("too-short"),

	/** More than 128 characters, or more than 512 bytes in UTF-8. */
	TOO_LONG("too-long"),

	/** Has a control character, such as NUL or a line break. */
	CONTROL_CHARACTER("control-character"),

	/** A password that many people use, or little more than one. */
	COMMON("common"),

	/** Little more than the username, the address or the name of the product. */
	OBVIOUS("obvious"),

	/** One short pattern over and over. */
	REPETITIVE("repetitive"),

	/** A run along the alphabet, the digits or the keyboard. */
	SEQUENCE("sequence"),

	/** Was among passwords stolen elsewhere. */
	BREACHED("breached");

	private final String key;

	PasswordProblem(String key) {
		this.key = key;
	}

	/** The key of the message that tells a person what to do. */
	public String messageKey() {
		return "credential.password." + this.key;
	}

}
