package dev.signet.selfservice;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

import dev.signet.account.SignedInAccount;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What happened to a person's account, in words.
 */
@Controller
class ActivityController {

	private static final int PAGE = 30;

	private final Activity activity;

	private final Clock clock;

	ActivityController(Activity activity, Clock clock) {
		this.activity = activity;
		this.clock = clock;
	}

	@GetMapping("/account/activity")
	String list(@AuthenticationPrincipal SignedInAccount person, @RequestParam Optional<String> before, Model model) {
		// Until a moment ahead, so that what happens now is in
		Instant end = before.flatMap(ActivityController::moment).orElseGet(() -> this.clock.instant().plusSeconds(1));
		Activity.Page page = this.activity.of(person.accountId(), end, PAGE);
		model.addAttribute("activity", page.views());
		model.addAttribute("next", page.next());
		model.addAttribute("first", before.isEmpty());
		return "selfservice/activity";
	}

	/** What is no moment counts as not sent. */
	private static Optional<Instant> moment(String text) {
		try {
			return Optional.of(Instant.parse(text)).filter((at) -> at.isAfter(Instant.EPOCH));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

}
