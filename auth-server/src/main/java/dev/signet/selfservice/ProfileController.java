package dev.signet.selfservice;

import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.signet.account.Account;
import dev.signet.account.Accounts;
import dev.signet.account.PhoneNumber;
import dev.signet.account.PostalAddress;
import dev.signet.account.ProfileRefused;
import dev.signet.account.SignedInAccount;
import dev.signet.signin.recent.KeptForm;
import dev.signet.signin.recent.KeptForms;
import dev.signet.web.Language;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What a person tells about themselves: the standard claims (OpenID Connect Core 1.0
 * §5.1), which apps get as far as they were allowed to.
 */
@Controller
class ProfileController {

	private static final String PAGE = "selfservice/profile";

	/** Those that people look for; the others are old names and offsets. */
	private static final List<String> ZONES = ZoneId.getAvailableZoneIds()
		.stream()
		.filter((zone) -> zone.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
		.sorted()
		.toList();

	/** Their tags and what they call themselves. */
	private static final Map<String, String> LANGUAGES = ownNames();

	private final Accounts accounts;

	private final KeptForms keptForms;

	private final Clock clock;

	ProfileController(Accounts accounts, KeptForms keptForms, Clock clock) {
		this.accounts = accounts;
		this.keptForms = keptForms;
		this.clock = clock;
	}

	@ModelAttribute("zones")
	List<String> zones() {
		return ZONES;
	}

	@ModelAttribute("languages")
	Map<String, String> languages() {
		return LANGUAGES;
	}

	@ModelAttribute("initials")
	String initials(@AuthenticationPrincipal SignedInAccount person) {
		return this.accounts.find(person.accountId()).map(Initials::of).orElse("");
	}

	@GetMapping("/account/profile")
	String page(@AuthenticationPrincipal SignedInAccount person, HttpServletRequest request, Model model) {
		ProfileForm form = ProfileForm.of(this.accounts.find(person.accountId()).orElseThrow());
		this.keptForms.fill(request, model).ifPresent((kept) -> form.type(kept.words()));
		model.addAttribute("form", form);
		return PAGE;
	}

	@KeptForm(fields = ProfileForm.NAMES)
	@PostMapping("/account/profile")
	String save(@AuthenticationPrincipal SignedInAccount person, @ModelAttribute("form") ProfileForm form,
			BindingResult errors, RedirectAttributes redirect) {
		Optional<PhoneNumber> number = PhoneNumber.parse(form.getPhoneNumber());
		if (number.isEmpty() && !form.getPhoneNumber().isBlank()) {
			errors.rejectValue("phoneNumber", "account.phone.form");
		}
		if (!errors.hasErrors()) {
			save(person, form, number, errors);
		}
		if (errors.hasErrors()) {
			return PAGE;
		}
		redirect.addFlashAttribute("notice", "selfservice.profile.saved");
		return "redirect:/account/profile";
	}

	private void save(SignedInAccount person, ProfileForm form, Optional<PhoneNumber> number, BindingResult errors) {
		try {
			this.accounts.update(person.accountId(), (account) -> change(account, form, number));
		}
		catch (ProfileRefused ex) {
			ex.problems()
				.forEach((problem) -> errors.rejectValue(ProfileForm.field(problem.claim()), problem.messageKey()));
		}
	}

	/** A number that stays the same stays as well proved as it was. */
	private void change(Account account, ProfileForm form, Optional<PhoneNumber> number) {
		PostalAddress address = account.profile().address();
		account.changeProfile(form.profile((address != null) ? address.formatted() : null), this.clock.instant());
		if (!number.equals(account.phoneNumber())) {
			account.changePhoneNumber(number.orElse(null), false, this.clock.instant());
		}
	}

	private static Map<String, String> ownNames() {
		Map<String, String> names = new LinkedHashMap<>();
		Stream.of(Language.values()).forEach((language) -> names.put(language.tag(), language.ownName()));
		return names;
	}

}
