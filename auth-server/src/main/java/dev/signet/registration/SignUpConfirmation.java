package dev.signet.registration;

import java.util.Optional;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Whether somebody who signs up must first prove their address. */
@Component
class SignUpConfirmation {

	private final boolean required;

	@Autowired
	SignUpConfirmation(RegistrationProperties settings, Environment environment) {
		this(Optional.ofNullable(settings.verifyEmail())
			.orElseGet(() -> environment.containsProperty("spring.mail.host")));
	}

	SignUpConfirmation(boolean required) {
		this.required = required;
	}

	boolean required() {
		return this.required;
	}

}
