package dev.signet.federation.settings;

import java.util.List;

/**
 * Whether somebody who comes from a provider and is not known yet gets an account.
 *
 * @param mode the rule
 * @param domains the domains of addresses, in small letters, for {@link Mode#BY_DOMAIN}
 */
public record AccountCreation(Mode mode, List<String> domains) {

	/** Nobody. */
	public static final AccountCreation OFF = new AccountCreation(Mode.OFF, List.of());

	/** Takes a copy of the list. */
	public AccountCreation {
		domains = List.copyOf(domains);
	}

	/** The rules. The names are stored; never rename one. */
	public enum Mode {

		/** Nobody gets one. */
		OFF,

		/** Everybody gets one. */
		ON,

		/** Those with a verified address in one of the domains get one. */
		BY_DOMAIN,

		/** An administrator decides on each. */
		BY_APPROVAL

	}

}
