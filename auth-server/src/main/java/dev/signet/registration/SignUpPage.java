package dev.signet.registration;

import dev.signet.signin.SignUpOffer;

import org.springframework.stereotype.Component;

/** Tells the sign-in page whether to link to {@code /register}. */
@Component
class SignUpPage implements SignUpOffer {

	private final RegistrationProperties settings;

	SignUpPage(RegistrationProperties settings) {
		this.settings = settings;
	}

	@Override
	public boolean open() {
		return this.settings.enabled();
	}

}
