package dev.signet.selfservice;

import dev.signet.account.Roles;
import dev.signet.account.SignedInAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Lets the pages of the account lead administrators to the console.
 */
@ControllerAdvice(basePackageClasses = ConsoleLink.class)
class ConsoleLink {

	@ModelAttribute("administrator")
	boolean administrator(@AuthenticationPrincipal @Nullable SignedInAccount person) {
		return person != null && person.roles().contains(Roles.ADMIN);
	}

}
