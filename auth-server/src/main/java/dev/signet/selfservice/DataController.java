package dev.signet.selfservice;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

import dev.signet.account.SignedInAccount;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
import dev.signet.signin.recent.RecentSignIn;
import dev.signet.web.RetryLater;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Where a person downloads all that is known of them here.
 */
@Controller
@RecentSignIn
class DataController {

	private static final String PAGE = "selfservice/data";

	private final OwnDataFile file;

	private final Asks asks;

	private final Clock clock;

	DataController(OwnDataFile file, Asks asks, Clock clock) {
		this.file = file;
		this.asks = asks;
		this.clock = clock;
	}

	@GetMapping("/account/data")
	String page() {
		return PAGE;
	}

	/** Shows a page only when it was asked for too often. */
	@PostMapping("/account/data")
	@Nullable String download(@AuthenticationPrincipal SignedInAccount person, HttpServletResponse response, Model model)
			throws IOException {
		String asker = person.accountId().toString();
		if (!this.asks.count(Asking.DATA_DOWNLOAD, asker)) {
			Duration wait = this.asks.wait(Asking.DATA_DOWNLOAD, asker);
			RetryLater.say(response, HttpStatus.TOO_MANY_REQUESTS, wait);
			model.addAttribute("minutes", RetryLater.minutes(wait));
			return PAGE;
		}
		this.file.announce(person.accountId());
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(person).toString());
		this.file.write(person.accountId(), response.getOutputStream());
		return null;
	}

	private ContentDisposition attachment(SignedInAccount person) {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
		return ContentDisposition.attachment()
			.filename("signet-%s-%s.json".formatted(person.username(), today))
			.build();
	}

}
