package dev.signet.registration;

import java.util.Optional;
import java.util.UUID;

import dev.signet.registration.RegistrationProperties.Mode;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.WaitingRequest;
import dev.signet.signin.journey.WayBack;
import dev.signet.web.LanguageSwitch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

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
		if (this.settings.mode() == Mode.CLOSED) {
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

	/** What a page needs about somebody who awaits a code. */
	void showSignUp(UUID id, String page, Model model) {
		model.addAttribute("signUp", id);
		model.addAttribute(LanguageSwitch.HERE, page + "?sign_up=" + id);
	}

	/** The view of the page on which that code is typed. */
	String toConfirmation(UUID id, Optional<UUID> waiting, HttpServletRequest request, RedirectAttributes redirect) {
		redirect.addAttribute("sign_up", id);
		waiting.ifPresent((pending) -> redirect.addAttribute("request", pending));
		WayBack.page(request).ifPresent((next) -> redirect.addAttribute("next", next));
		return "redirect:/register/confirm";
	}

	/**
	 * Finds the request that waits, before anything is proved, so that it counts as
	 * proved since the request came.
	 */
	Optional<PendingRequest> begin(HttpServletRequest request, HttpServletResponse response) {
		return this.waitingRequest.findOrRestart(request, response);
	}

}
