package dev.signet.registration;

import java.util.Optional;

import dev.signet.mail.MailServer;
import dev.signet.registration.RegistrationProperties.Mode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Whether somebody who signs up must first prove their address. */
@Component
class SignUpConfirmation {

	private final boolean required;

	@Autowired
	SignUpConfirmation(RegistrationProperties settings, Environment environment) {
		this(Optional.ofNullable(settings.verifyEmail()).orElseGet(() -> MailServer.isNamed(environment)));
		if (settings.mode() == Mode.DOMAIN && !this.required) {
			throw new InvalidConfigurationPropertyValueException("signet.registration.mode", settings.mode(),
					"Whoever signs up in mode domain proves their address by a mailed code: set spring.mail.host.");
		}
	}

	SignUpConfirmation(boolean required) {
		this.required = required;
	}

	boolean required() {
		return this.required;
	}

}
