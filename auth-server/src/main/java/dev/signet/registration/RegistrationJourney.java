package dev.signet.registration;

import java.util.Optional;

import dev.signet.signin.PendingRequest;
import dev.signet.signin.WaitingRequest;
import dev.signet.signin.WayBack;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/**
 * Where somebody came from who signs up: the pages of the sign-up hand it on as it came,
 * and the last one goes on there.
 */
@Component
class RegistrationJourney {

	private final RegistrationProperties settings;

	private final WaitingRequest waitingRequest;

	RegistrationJourney(RegistrationProperties settings, WaitingRequest waitingRequest) {
		this.settings = settings;
		this.waitingRequest = waitingRequest;
	}

	/** What all pages need: where to go on, and whether there are such pages at all. */
	void open(HttpServletRequest request, HttpServletResponse response, Model model) {
		if (!this.settings.enabled()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		String pendingRequest = request.getParameter("request");
		String restart = request.getParameter("restart");
		model.addAttribute("request", pendingRequest);
		// Who was sent here at once has it not in the address
		model.addAttribute("restart",
				(restart != null) ? restart
						: this.waitingRequest.find(pendingRequest, request, response)
							.map(PendingRequest::parameters)
							.orElse(null));
		model.addAttribute("next", WayBack.page(request).orElse(null));
	}

	/**
	 * Finds the request that waits, before anything is proved, so that it counts as
	 * proved since the request came.
	 */
	Optional<PendingRequest> begin(HttpServletRequest request, HttpServletResponse response) {
		return this.waitingRequest.findOrRestart(request, response);
	}

}
