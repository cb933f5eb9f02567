package dev.signet.federation.check;

import java.util.Locale;

import dev.signet.checklist.CheckSubject;

import org.springframework.modulith.NamedInterface;

/**
 * What is looked at before a provider is trusted to work, in the order in which it is
 * told. The names are stored; never rename one.
 */
@NamedInterface("check")
public enum Check implements CheckSubject {

	/** Its document can be read (OpenID Connect Discovery 1.0 §4). */
	DISCOVERY,

	/** It calls itself what was typed (OpenID Connect Discovery 1.0 §4.3). */
	ISSUER,

	/** Its endpoints are protected by TLS (RFC 6749 §3.1, §3.2). */
	ENDPOINTS,

	/** Its signatures can be verified (OpenID Connect Core 1.0 §10.1). */
	KEYS,

	/** Its clock and ours agree, or tokens seem to be too old or of tomorrow. */
	CLOCK,

	/** This server proves itself in a way that it takes (OpenID Connect Core 1.0 §9). */
	METHOD,

	/** It accepts this server as its client (RFC 6749 §5.2). */
	CLIENT,

	/** The secret, or what makes it, has not ended. */
	SECRET,

	/** It gives codes (OpenID Connect Discovery 1.0 §3). */
	RESPONSE_TYPE,

	/** It holds code and client together (RFC 7636 §4.2). */
	PKCE,

	/** It knows the scopes that are asked for. */
	SCOPES,

	/** It granted them when it was tried (RFC 6749 §5.1). */
	GRANTED;

	@Override
	public String titleKey() {
		return "federation.check." + name().toLowerCase(Locale.ROOT) + ".title";
	}

}
