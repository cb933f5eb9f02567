package dev.signet.token;

import java.io.Serial;

import org.springframework.security.oauth2.jwt.BadJwtException;

/** A token of ours whose time is over. */
public final class ExpiredToken extends BadJwtException {

	@Serial
	private static final long serialVersionUID = 1L;

	ExpiredToken() {
		super("The token has expired");
	}

}
