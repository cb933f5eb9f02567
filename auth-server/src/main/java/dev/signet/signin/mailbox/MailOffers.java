package dev.signet.signin.mailbox;

import dev.signet.mail.Mails;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * What a mailbox is good for at a sign-in, by the settings. Without a way for mails the
 * start stops: people would wait for codes that never come.
 */
@Component
@NamedInterface("mailbox")
public class MailOffers {

	private final MailSignInProperties signIn;

	private final MailFactorProperties factor;

	MailOffers(MailSignInProperties signIn, MailFactorProperties factor, Mails mails) {
		if (signIn.offered()) {
			mails.require("signet.signin.mail-code=offered", "off");
		}
		if (factor.mailCode()) {
			mails.require("signet.signin.second-factor.mail-code=true", "false");
		}
		this.signIn = signIn;
		this.factor = factor;
	}

	/** Whether it can take the place of the password. */
	public boolean signIn() {
		return this.signIn.offered();
	}

	/** Whether it can be the second step after a password. */
	public boolean secondStep() {
		return this.factor.mailCode();
	}

}
