package dev.signet.signin.journey;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Clients;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * What a sign-in is for: a request that waits, a page of ours, or nothing but itself.
 * Pages hand it on from one to the next.
 */
@Component
public class Journey {

	private final WaitingRequest waitingRequest;

	private final Clients clients;

	Journey(WaitingRequest waitingRequest, Clients clients) {
		this.waitingRequest = waitingRequest;
		this.clients = clients;
	}

	/** What a page hands on to the next one, and which app it is for. */
	public void carryOn(HttpServletRequest request, HttpServletResponse response, Model model) {
		model.addAttribute("next", WayBack.page(request).orElse(null));
		this.waitingRequest.findOrRestart(request, response).ifPresent((pending) -> {
			model.addAttribute("request", pending.id().toString());
			model.addAttribute("restart", pending.parameters());
			this.clients.findByClientId(pending.clientId())
				.ifPresent((client) -> model.addAttribute("app", AppView.of(client)));
		});
	}

	/** Whether an app waits for the end of it. */
	public boolean forApp(HttpServletRequest request, HttpServletResponse response) {
		return this.waitingRequest.findOrRestart(request, response).isPresent();
	}

	/** Where the browser goes when the person is signed in. */
	public String onwards(HttpServletRequest request, HttpServletResponse response) {
		return this.waitingRequest.findOrRestart(request, response)
			.map((pending) -> "/signin/continue?request=" + pending.id())
			.orElseGet(() -> WayBack.address(request));
	}

	/**
	 * The answer where nothing was begun, or it is over. If that is so because another
	 * tab was faster, the person is signed in and goes on; else they begin again.
	 */
	public String over(@Nullable SignedInAccount current, HttpServletRequest request, HttpServletResponse response) {
		if (current != null) {
			return "redirect:" + onwards(request, response);
		}
		response.setStatus(HttpStatus.BAD_REQUEST.value());
		return "signin/over";
	}

	/**
	 * The address of another page of the journey.
	 * @param page its path, perhaps with parameters
	 */
	public String by(String page, HttpServletRequest request, HttpServletResponse response) {
		String separator = (page.indexOf('?') < 0) ? "?" : "&";
		return this.waitingRequest.findOrRestart(request, response)
			.map((pending) -> page + separator + "request=" + pending.id())
			.orElseGet(() -> WayBack.by(page, request));
	}

}
