package dev.signet.signin.page;

import java.util.Optional;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Clients;
import dev.signet.signin.journey.AppView;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.PendingRequests;
import dev.signet.signin.journey.WaitingRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Asks the person which account to go on with ({@code prompt=select_account}, OpenID
 * Connect Core 1.0 §3.1.2.1): the one signed in here, or another one by signing in.
 */
@Controller
class AccountChoiceController {

	private final Clients clients;

	private final PendingRequests pendingRequests;

	private final WaitingRequest waitingRequest;

	AccountChoiceController(Clients clients, PendingRequests pendingRequests, WaitingRequest waitingRequest) {
		this.clients = clients;
		this.pendingRequests = pendingRequests;
		this.waitingRequest = waitingRequest;
	}

	@GetMapping("/signin/account")
	String page(@AuthenticationPrincipal @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<PendingRequest> pending = this.waitingRequest.find(request, response);
		if (pending.isEmpty()) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			return "signin/stale";
		}
		if (current == null) {
			return goOn(pending.get());
		}
		model.addAttribute("account", current.username());
		model.addAttribute("request", pending.get().id().toString());
		model.addAttribute("restart", pending.get().parameters());
		this.clients.findByClientId(pending.get().clientId())
			.ifPresent((client) -> model.addAttribute("app", AppView.of(client)));
		return "signin/account";
	}

	/**
	 * Goes on with the account of the button, if that is still the one signed in; else
	 * the question is open again.
	 */
	@PostMapping("/signin/account")
	String choose(@RequestParam String account, @AuthenticationPrincipal @Nullable SignedInAccount current,
			HttpServletRequest request, HttpServletResponse response) {
		Optional<PendingRequest> pending = this.waitingRequest.findOrRestart(request, response);
		if (pending.isEmpty()) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			return "signin/stale";
		}
		if (current != null && current.username().equals(account)) {
			this.pendingRequests.choose(pending.get(), current.accountId());
		}
		return goOn(pending.get());
	}

	private static String goOn(PendingRequest pending) {
		return "redirect:/signin/continue?request=" + pending.id();
	}

}
