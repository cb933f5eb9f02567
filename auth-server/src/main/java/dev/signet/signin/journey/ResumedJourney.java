package dev.signet.signin.journey;

import java.util.UUID;

import dev.signet.account.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Takes a journey up again that went on elsewhere for a while, so that what it is for
 * stands in no parameter of the request that comes back.
 */
@Component
@NamedInterface("journey")
public class ResumedJourney {

	private final WaitingRequest waitingRequest;

	private final PendingRequests pendingRequests;

	private final Journey journey;

	ResumedJourney(WaitingRequest waitingRequest, PendingRequests pendingRequests, Journey journey) {
		this.waitingRequest = waitingRequest;
		this.pendingRequests = pendingRequests;
		this.journey = journey;
	}

	/**
	 * From now on in this request, the sign-in is for this.
	 * @param pendingRequest the request that waits, or null
	 * @param next the page of ours, or null; one that does not count is as good as none
	 */
	public void resume(@Nullable UUID pendingRequest, @Nullable String next, HttpServletRequest request,
			HttpServletResponse response) {
		WayBack.resume(next, request);
		this.waitingRequest.resume(pendingRequest, request, response);
	}

	/**
	 * Notes that somebody signs in for the request that waits. Where it asks which
	 * account to go on with, that is the answer, however long ago they were proved
	 * elsewhere.
	 */
	public void comes(AccountId accountId, HttpServletRequest request, HttpServletResponse response) {
		this.waitingRequest.findOrRestart(request, response)
			.filter(PendingRequest::wantsChoice)
			.ifPresent((pending) -> this.pendingRequests.choose(pending, accountId));
	}

	/** What a page hands on to the next one, and which app it is for. */
	public void carryOn(HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.carryOn(request, response, model);
	}

	/**
	 * The address of another page of the journey.
	 * @param page its path, perhaps with parameters
	 */
	public String by(String page, HttpServletRequest request, HttpServletResponse response) {
		return this.journey.by(page, request, response);
	}

	/** Where the browser goes when the person is signed in. */
	public String onwards(HttpServletRequest request, HttpServletResponse response) {
		return this.journey.onwards(request, response);
	}

}
