package dev.signet.signin.step;

import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.signin.journey.WayBack;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * New terms of service, for somebody who is on pages of their own when they come into
 * force, and whom no app sends here. Those pages stay open without them, so that who does
 * not accept can take what is theirs and leave.
 */
@Component
public class NewTerms {

	private final Optional<TermsOfService> terms;

	NewTerms(Optional<TermsOfService> terms) {
		this.terms = terms;
	}

	/**
	 * Where a person reads and accepts the terms, and comes back to the page that was
	 * asked for; empty when there is nothing to accept. Costs next to nothing for whoever
	 * has accepted.
	 */
	public Optional<String> page(SignedInAccount person, HttpServletRequest request) {
		return this.terms.flatMap((known) -> known.toAccept(person.accountId()))
			.map((open) -> WayBack.first(TermsOfService.PAGE, request));
	}

}
