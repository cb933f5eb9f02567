package dev.signet.selfservice;

import dev.signet.account.Roles;
import dev.signet.account.SignedInAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What the frame of a person's own pages leads to beside the pages that everybody has.
 * Needs no statement.
 */
@ControllerAdvice(basePackageClasses = AreaLinks.class)
class AreaLinks {

	private final LinkedProviders linkedProviders;

	AreaLinks(LinkedProviders linkedProviders) {
		this.linkedProviders = linkedProviders;
	}

	/** Whether the console is theirs. */
	@ModelAttribute("administrator")
	boolean administrator(@AuthenticationPrincipal @Nullable SignedInAccount person) {
		return person != null && person.roles().contains(Roles.ADMIN);
	}

	/** Whether there are other providers to sign in with. */
	@ModelAttribute("providersOffered")
	boolean providersOffered() {
		return this.linkedProviders.offered();
	}

}
