package dev.signet.signin.trust;

import dev.signet.signin.factor.DeviceMails;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells people by mail that a device is trusted from now on, with the page on which they
 * end that.
 */
@Component
class TrustMails {

	private final DeviceMails mails;

	TrustMails(DeviceMails mails) {
		this.mails = mails;
	}

	@EventListener
	void on(DeviceTrusted event) {
		this.mails.send(event.accountId(), "signin.mail.trusted", event.device(),
				(mail) -> mail.say("until", event.until()).button("devices", "/account/security"));
	}

}
