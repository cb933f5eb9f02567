package dev.signet.signin.page;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.client.Scope;
import dev.signet.client.Scopes;
import dev.signet.consent.Consents;
import dev.signet.signin.journey.AppView;
import dev.signet.signin.journey.AskedScopes;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.PendingRequests;
import dev.signet.signin.journey.WaitingRequest;
import dev.signet.web.PageHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Asks the person what a client may do. Allowed is what is ticked now, and what had been
 * allowed before and is shown as such; nothing is merged in behind the person's back. A
 * denial leaves earlier consent alone.
 */
@Controller
class ConsentController {

	private final Clients clients;

	private final Scopes scopes;

	private final Consents consents;

	private final AskedScopes askedScopes;

	private final PendingRequests pendingRequests;

	private final WaitingRequest waitingRequest;

	private final ApplicationEventPublisher events;

	ConsentController(Clients clients, Scopes scopes, Consents consents, AskedScopes askedScopes,
			PendingRequests pendingRequests, WaitingRequest waitingRequest, ApplicationEventPublisher events) {
		this.clients = clients;
		this.scopes = scopes;
		this.consents = consents;
		this.askedScopes = askedScopes;
		this.pendingRequests = pendingRequests;
		this.waitingRequest = waitingRequest;
		this.events = events;
	}

	@GetMapping("/consent")
	String page(@AuthenticationPrincipal SignedInAccount account, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<Asking> asking = asking(account, request, response);
		if (asking.isEmpty()) {
			return stale(response);
		}
		model.addAttribute("request", asking.get().pending().id().toString());
		AppView app = AppView.of(asking.get().client());
		Optional.ofNullable(app.logoUri())
			.ifPresent((logo) -> PageHeaders.allowImages(response, logo.getScheme() + "://" + logo.getAuthority()));
		model.addAttribute("app", app);
		model.addAttribute("account", account.username());
		model.addAttribute("scopes", views(asking.get()));
		return "signin/consent";
	}

	@PostMapping("/consent")
	String decide(@AuthenticationPrincipal SignedInAccount account, @RequestParam String decision,
			@RequestParam(name = "scope", required = false) List<String> ticked, HttpServletRequest request,
			HttpServletResponse response) {
		Optional<Asking> found = asking(account, request, response);
		String clientId = request.getParameter("client_id");
		if (found.isEmpty() || (clientId != null && !clientId.equals(found.get().client().clientId()))) {
			return stale(response);
		}
		Asking asking = found.get();
		Set<String> granted = new TreeSet<>(asking.requested());
		granted.retainAll(allowedNow(asking, (ticked == null) ? List.of() : ticked));
		if (decision.equals("allow") && !granted.isEmpty()) {
			Set<String> added = new TreeSet<>(granted);
			added.removeAll(asking.allowed());
			if (!added.isEmpty()) {
				this.consents.allow(account.accountId(), asking.client().id(), added);
			}
			this.pendingRequests.allow(asking.pending(), account.accountId(), granted);
		}
		else {
			this.pendingRequests.deny(asking.pending(), account.accountId());
			this.events.publishEvent(new ConsentDenied(account.accountId(), asking.client().clientId()));
		}
		return "redirect:/signin/continue?request=" + asking.pending().id();
	}

	private static Set<String> allowedNow(Asking asking, List<String> ticked) {
		Set<String> allowed = new TreeSet<>(ticked);
		allowed.addAll(asking.allowed());
		// Who signs in to an app tells it who they are: that is not a choice of its own
		allowed.add(OidcScopes.OPENID);
		return allowed;
	}

	private Optional<Asking> asking(SignedInAccount account, HttpServletRequest request, HttpServletResponse response) {
		return this.waitingRequest.find(request, response)
			.flatMap((pending) -> this.clients.findByClientId(pending.clientId())
				.map((client) -> new Asking(pending, client, new TreeSet<>(this.askedScopes.of(pending)),
						this.consents.allowed(account.accountId(), client.id()))));
	}

	private List<ScopeView> views(Asking asking) {
		return this.scopes.describe(asking.requested())
			.stream()
			.map((scope) -> new ScopeView(scope, asking.allowed().contains(scope.name())))
			.toList();
	}

	private static String stale(HttpServletResponse response) {
		response.setStatus(HttpStatus.BAD_REQUEST.value());
		return "signin/stale";
	}

	private record Asking(PendingRequest pending, Client client, Set<String> requested, Set<String> allowed) {
	}

	/**
	 * One line of the page.
	 *
	 * @param name the scope
	 * @param title what it is, in words
	 * @param description what it lets the client do
	 * @param allowed whether it was allowed before, and so is shown fixed
	 * @param required whether it cannot be left out
	 */
	record ScopeView(String name, String title, String description, boolean allowed, boolean required) {

		ScopeView(Scope scope, boolean allowed) {
			this(scope.name(), scope.title(), scope.description(), allowed, scope.name().equals(OidcScopes.OPENID));
		}

	}

}
