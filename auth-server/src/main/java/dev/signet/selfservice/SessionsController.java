package dev.signet.selfservice;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.grant.Grants;
import dev.signet.session.DeviceNames;
import dev.signet.session.Places;
import dev.signet.session.Session;
import dev.signet.session.Sessions;
import dev.signet.signin.trust.TrustedDevices;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where a person is signed in, and the end of it. What is not theirs, or has ended
 * already, is left alone and looks like a success: the list says what is.
 */
@Controller
class SessionsController {

	private static final String AGAIN = "redirect:/account/sessions";

	private final Sessions sessions;

	private final Grants grants;

	private final Clients clients;

	private final TrustedDevices trustedDevices;

	private final DeviceNames deviceNames;

	private final Places places;

	private final MessageSource messages;

	SessionsController(Sessions sessions, Grants grants, Clients clients, TrustedDevices trustedDevices,
			DeviceNames deviceNames, Places places, MessageSource messages) {
		this.sessions = sessions;
		this.trustedDevices = trustedDevices;
		this.grants = grants;
		this.clients = clients;
		this.deviceNames = deviceNames;
		this.places = places;
		this.messages = messages;
	}

	@GetMapping("/account/sessions")
	String list(@AuthenticationPrincipal SignedInAccount person, Model model) {
		model.addAttribute("sessions", views(person));
		model.addAttribute("trusted", !this.trustedDevices.of(person.accountId()).isEmpty());
		return "selfservice/sessions";
	}

	@PostMapping("/account/sessions/{id}/end")
	String end(@AuthenticationPrincipal SignedInAccount person, @PathVariable UUID id, RedirectAttributes redirect) {
		this.sessions.endFromElsewhere(person.accountId(), id);
		redirect.addFlashAttribute("notice", "selfservice.sessions.ended");
		return AGAIN;
	}

	/** Also the trust in other devices, unless the person wants to leave that. */
	@PostMapping("/account/sessions/end-others")
	String endOthers(@AuthenticationPrincipal SignedInAccount person, @RequestParam(defaultValue = "") String trust,
			HttpServletRequest request, RedirectAttributes redirect) {
		this.sessions.endOthers(person.accountId(), person.sessionId());
		boolean distrusts = trust.equals("end");
		if (distrusts) {
			this.trustedDevices.endOthers(person.accountId(), request);
		}
		redirect.addFlashAttribute("notice",
				distrusts ? "selfservice.sessions.others-distrusted" : "selfservice.sessions.others-ended");
		return AGAIN;
	}

	/** The one that looks first, then the last used. */
	private List<SessionView> views(SignedInAccount person) {
		return this.sessions.of(person.accountId())
			.stream()
			.map((session) -> SessionView.of(session, this.deviceNames.of(session.device()),
					this.places.of(session.device().ip(), LocaleContextHolder.getLocale()).orElse(null),
					person.sessionId(), how(session), apps(session)))
			.sorted(Comparator.comparing(SessionView::current).thenComparing(SessionView::lastSeenAt).reversed())
			.toList();
	}

	/** What was proved in a session, as far as there are words for it. */
	private @Nullable String how(Session session) {
		String words = session.factors()
			.stream()
			.map((factor) -> "selfservice.factor." + factor.method())
			.flatMap((key) -> Stream
				.ofNullable(this.messages.getMessage(key, null, null, LocaleContextHolder.getLocale())))
			.collect(Collectors.joining(", "));
		return words.isEmpty() ? null : words;
	}

	private List<String> apps(Session session) {
		return this.grants.signedInClients(session.id())
			.stream()
			.flatMap((id) -> this.clients.findById(id).stream())
			.map(Client::name)
			.sorted()
			.toList();
	}

}
