package dev.signet.logout;

import java.util.Optional;

import dev.signet.account.SignedInAccount;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * What is still to do in a browser whose session has just ended: its apps are told, and
 * the provider by which the person had signed in signs them out, too.
 */
@Component
class WayOut {

	private final FrontChannel frontChannel;

	private final UpstreamSignOut upstream;

	WayOut(FrontChannel frontChannel, UpstreamSignOut upstream) {
		this.frontChannel = frontChannel;
		this.upstream = upstream;
	}

	/**
	 * The page that does it and then leads on; empty when there is nothing to do.
	 * @param account who was signed in until now
	 * @param next where it leads on to: a path of ours or an address that was proved
	 */
	Optional<ModelAndView> page(SignedInAccount account, String next, HttpServletResponse response) {
		Optional<UpstreamSignOut.Place> place = this.upstream.place(account.sessionId(), next);
		return this.frontChannel.page(account, place.map(UpstreamSignOut.Place::address).orElse(next), response)
			.or(() -> place.map((found) -> page(found, next)));
	}

	private static ModelAndView page(UpstreamSignOut.Place place, String next) {
		ModelAndView page = new ModelAndView("logout/upstream");
		page.addObject("provider", place.provider());
		page.addObject("address", place.address());
		page.addObject("next", next);
		return page;
	}

}
