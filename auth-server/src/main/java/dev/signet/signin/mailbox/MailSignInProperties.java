package dev.signet.signin.mailbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether people can sign in by their mailbox.
 *
 * @param mailCode off: nobody can; offered: whoever has a confirmed address can have a
 * code mailed in the place of the password
 */
@ConfigurationProperties("signet.signin")
record MailSignInProperties(@DefaultValue("off") Mode mailCode) {

	boolean offered() {
		return this.mailCode == Mode.OFFERED;
	}

	/** What holds for everybody. */
	enum Mode {

		/** Nobody can. */
		OFF,

		/** Whoever has a confirmed address can. */
		OFFERED

	}

}
