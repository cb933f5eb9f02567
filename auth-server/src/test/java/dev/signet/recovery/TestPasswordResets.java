package dev.signet.recovery;

import dev.signet.account.Account;
import dev.signet.account.EmailAddress;
import dev.signet.credential.PasswordHash;
import dev.signet.proof.MailedProofs;
import dev.signet.proof.Purpose;

import org.springframework.beans.factory.BeanFactory;

/** What the page behind the link to a new password does, in a transaction of a test. */
public final class TestPasswordResets {

	private TestPasswordResets() {
	}

	/** Gives an owner another password, by a link that was just mailed. */
	public static void change(Account owner, PasswordHash hash, BeanFactory beans) {
		String token = beans.getBean(MailedProofs.class)
			.issue(Purpose.RESET_PASSWORD, owner.id(), new EmailAddress(owner.emailAddress()))
			.token();
		if (!beans.getBean(PasswordResets.class).change(token, hash)) {
			throw new AssertionError("The link is not good");
		}
	}

}
