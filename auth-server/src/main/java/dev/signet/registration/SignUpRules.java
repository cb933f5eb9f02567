package dev.signet.registration;

import java.util.List;
import java.util.Optional;

import dev.signet.account.EmailAddress;
import dev.signet.account.Username;
import dev.signet.account.UsernameRules;
import dev.signet.registration.RegistrationProperties.Mode;
import dev.signet.registration.RegistrationProperties.Terms;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.Errors;

/**
 * What holds for people who sign up by themselves, on top of {@link PersonFormRules}:
 * names that are kept back, addresses that are welcome, terms to accept.
 */
@Component
class SignUpRules {

	private final RegistrationProperties settings;

	private final UsernameRules usernameRules;

	SignUpRules(RegistrationProperties settings, UsernameRules usernameRules) {
		this.settings = settings;
		this.usernameRules = usernameRules;
	}

	/** What the page says of the rules. */
	void show(@Nullable Invitation invitation, Model model) {
		model.addAttribute("usernames", this.usernameRules.length());
		model.addAttribute("terms", this.settings.terms().orElse(null));
		model.addAttribute("invited", invitation != null);
		showAddresses(invitation, model);
	}

	/** What a page that asks for an address says of the rules. */
	void showAddresses(@Nullable Invitation invitation, Model model) {
		model.addAttribute("domains", needsDomain(invitation) ? domains() : null);
	}

	/** Adds an error to each field that breaks a rule. */
	void check(PersonForm form, @Nullable Invitation invitation, Errors errors) {
		if (Username.parse(form.getUsername()).filter(this.usernameRules::reserved).isPresent()) {
			errors.rejectValue("username", "account.username.reserved");
		}
		checkAddress(form.getEmail(), invitation, errors);
		if (this.settings.terms()
			.map(Terms::version)
			.filter((version) -> !version.equals(form.getAccepted()))
			.isPresent()) {
			errors.rejectValue("accepted", "registration.terms.missing");
		}
	}

	/** Adds an error to the field {@code email} when the address is not welcome. */
	void checkAddress(String typed, @Nullable Invitation invitation, Errors errors) {
		Optional<EmailAddress> address = EmailAddress.parse(typed);
		if (address.isEmpty()) {
			return;
		}
		if (invitation != null && !invitation.isFor(address.get())) {
			errors.rejectValue("email", "registration.email.invited");
		}
		if (needsDomain(invitation) && !this.settings.asciiDomains().contains(address.get().domain())) {
			errors.rejectValue("email", "registration.email.domain", new Object[] { domains() }, null);
		}
	}

	/** The version of the terms that whoever passed these rules has accepted. */
	@Nullable String acceptedTerms() {
		return this.settings.terms().map(Terms::version).orElse(null);
	}

	private boolean needsDomain(@Nullable Invitation invitation) {
		return this.settings.mode() == Mode.DOMAIN && invitation == null;
	}

	private String domains() {
		List<String> domains = this.settings.domains();
		return String.join(", ", domains);
	}

}
