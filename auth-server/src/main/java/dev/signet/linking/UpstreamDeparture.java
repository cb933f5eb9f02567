package dev.signet.linking;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.EmailAddress;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.federation.visit.UpstreamFlows;
import dev.signet.session.BrowserKey;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.QueryString;
import dev.signet.signin.journey.WaitingRequest;
import dev.signet.signin.journey.WayBack;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * How a browser leaves for a provider: out of a form, so over a page of ours (see the
 * note on form-action in docs/decisions). Where it goes travels sealed, so a reload of
 * that page begins nothing anew.
 */
@Component
public class UpstreamDeparture {

	private final UpstreamFlows flows;

	private final BrowserKey browserKey;

	private final WaitingRequest waitingRequest;

	private final SealedAddresses sealed;

	private final FailurePage failurePage;

	private final Freshness freshness;

	UpstreamDeparture(UpstreamFlows flows, BrowserKey browserKey, WaitingRequest waitingRequest, SealedAddresses sealed,
			FailurePage failurePage, Freshness freshness) {
		this.flows = flows;
		this.browserKey = browserKey;
		this.waitingRequest = waitingRequest;
		this.sealed = sealed;
		this.failurePage = failurePage;
		this.freshness = freshness;
	}

	/**
	 * Begins a visit, for a form that was posted to any page. What the sign-in is for,
	 * and whether it is remembered, is taken from the fields that pages of the journey
	 * carry.
	 * @param provider where to go
	 * @param purpose what for
	 * @param accountId who is signed in, for all but {@link FlowPurpose#SIGN_IN}
	 * @return the name of a view: the page that leads on, or the one that says why not
	 */
	public String begin(Provider provider, FlowPurpose purpose, @Nullable AccountId accountId,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		Optional<PendingRequest> pending = this.waitingRequest.findOrRestart(request, response);
		byte[] browser = this.browserKey.digestOrCreate(request, response);
		UUID waiting = pending.map(PendingRequest::id).orElse(null);
		String next = WayBack.page(request).orElse(null);
		boolean remembered = Boolean.parseBoolean(request.getParameter("remember"));
		String loginHint = loginHint(request.getParameter("login"), pending);
		try {
			Freshness.Wish wish = (purpose == FlowPurpose.SIGN_IN) ? this.freshness.wish(pending, request)
					: Freshness.Wish.NONE;
			URI address = (wish == Freshness.Wish.NONE)
					? this.flows.begin(provider, purpose, accountId, waiting, next, remembered, loginHint, browser)
					: this.flows.beginAfresh(provider, waiting, next, remembered, loginHint,
							wish == Freshness.Wish.NEEDED, browser);
			return "redirect:/signin/with/" + provider.alias() + "/leave?to=" + this.sealed.seal(address, browser);
		}
		catch (UpstreamFailed ex) {
			return this.failurePage.show(ex, request, response, model);
		}
	}

	/** The address of a departure; empty when it was not begun here, or too long ago. */
	Optional<URI> address(String to, HttpServletRequest request) {
		return this.browserKey.digest(request).flatMap((browser) -> this.sealed.open(to, browser));
	}

	/**
	 * Whom the person means, or else the app does, as far as it is an address: a username
	 * of ours is nobody's business over there.
	 */
	private static @Nullable String loginHint(@Nullable String typed, Optional<PendingRequest> pending) {
		return EmailAddress.parse(typed)
			.or(() -> pending.map(PendingRequest::parameters)
				.map(QueryString::decode)
				.map((parameters) -> parameters.getFirst("login_hint"))
				.flatMap(EmailAddress::parse))
			.map(EmailAddress::value)
			.orElse(null);
	}

}
