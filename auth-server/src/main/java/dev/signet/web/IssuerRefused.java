package dev.signet.web;

import java.net.URI;

/**
 * The server cannot stand under the configured address. Carries what is wrong and what
 * the operator can do about it.
 */
final class IssuerRefused extends RuntimeException {

	private final String action;

	IssuerRefused(URI issuer, String problem, String action) {
		super("signet.issuer is '" + issuer + "', but " + problem + ".");
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
