package dev.signet.registration;

import dev.signet.registration.RegistrationProperties.Mode;
import dev.signet.signin.page.SignUpOffer;

import org.springframework.stereotype.Component;

/**
 * Tells the sign-in page whether to link to {@code /register}: not where only those get
 * anywhere who have a link of their own.
 */
@Component
class SignUpPage implements SignUpOffer {

	private final RegistrationProperties settings;

	SignUpPage(RegistrationProperties settings) {
		this.settings = settings;
	}

	@Override
	public boolean open() {
		return this.settings.mode() == Mode.OPEN || this.settings.mode() == Mode.DOMAIN;
	}

}
