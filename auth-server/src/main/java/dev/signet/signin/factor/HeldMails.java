package dev.signet.signin.factor;

import java.util.function.UnaryOperator;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells people by mail that somebody guesses at their second factor, and so is likely to
 * know their password. Once for each time that no more is looked at for a while.
 */
@Component
class HeldMails {

	private final DeviceMails mails;

	HeldMails(DeviceMails mails) {
		this.mails = mails;
	}

	@EventListener
	void on(SecondFactorHeld event) {
		this.mails.send(event.accountId(), "signin.mail.held", event.device(), UnaryOperator.identity());
	}

}
