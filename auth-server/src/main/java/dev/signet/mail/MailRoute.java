package dev.signet.mail;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Where mails go: to the mail server that is set, else to what stands in for one, else
 * nowhere.
 */
final class MailRoute {

	private final @Nullable MailCarrier carrier;

	MailRoute(@Nullable MailCarrier carrier) {
		this.carrier = carrier;
	}

	Optional<MailCarrier> carrier() {
		return Optional.ofNullable(this.carrier);
	}

}
