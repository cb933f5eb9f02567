package dev.signet.selfservice;

import java.util.Optional;

import dev.signet.account.Roles;
import dev.signet.account.SignedInAccount;
import dev.signet.signin.step.NewTerms;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What the frame of a person's own pages leads to beside the pages that everybody has.
 * Needs no statement, but for who has yet to accept the terms.
 */
@ControllerAdvice(basePackageClasses = AreaLinks.class)
class AreaLinks {

	private final LinkedProviders linkedProviders;

	private final LinkedDirectories linkedDirectories;

	private final NewTerms newTerms;

	AreaLinks(LinkedProviders linkedProviders, LinkedDirectories linkedDirectories, NewTerms newTerms) {
		this.linkedProviders = linkedProviders;
		this.linkedDirectories = linkedDirectories;
		this.newTerms = newTerms;
	}

	/** Whether the console is theirs. */
	@ModelAttribute("administrator")
	boolean administrator(@AuthenticationPrincipal @Nullable SignedInAccount person) {
		return person != null && person.roles().contains(Roles.ADMIN);
	}

	/**
	 * Where they accept new terms of service, or null when there is nothing to accept.
	 */
	@ModelAttribute("newTerms")
	@Nullable String newTerms(@AuthenticationPrincipal @Nullable SignedInAccount person, HttpServletRequest request) {
		return Optional.ofNullable(person).flatMap((known) -> this.newTerms.page(known, request)).orElse(null);
	}

	/** Whether there are other providers to sign in with, or directories. */
	@ModelAttribute("providersOffered")
	boolean providersOffered() {
		return this.linkedProviders.offered() || this.linkedDirectories.offered();
	}

}
