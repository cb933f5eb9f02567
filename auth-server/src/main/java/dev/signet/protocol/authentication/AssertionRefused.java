package dev.signet.protocol.authentication;

import java.io.Serial;

import dev.signet.refusal.Refusal;

import org.springframework.security.oauth2.jwt.BadJwtException;

/** A client's assertion is not accepted. */
final class AssertionRefused extends BadJwtException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Refusal refusal;

	AssertionRefused(Refusal refusal) {
		super(refusal.rule());
		this.refusal = refusal;
	}

	Refusal refusal() {
		return this.refusal;
	}

}
