package dev.signet.signin.journey;

import java.util.Optional;
import java.util.UUID;

import dev.signet.secret.WrittenIds;
import dev.signet.session.BrowserKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/**
 * The pending request that a page of the flow belongs to. Each such page carries its id
 * in {@code request} and the whole request in {@code restart}, so that a page left open
 * past the life of the row begins the same request anew.
 */
@Component
@NamedInterface("journey")
public class WaitingRequest {

	private static final String FOUND = WaitingRequest.class.getName();

	private static final String READ = FOUND + ".read";

	private final PendingRequests pendingRequests;

	private final BrowserKey browserKey;

	WaitingRequest(PendingRequests pendingRequests, BrowserKey browserKey) {
		this.pendingRequests = pendingRequests;
		this.browserKey = browserKey;
	}

	/**
	 * Finds a request of this browser by its id.
	 * @param id the id as it came, possibly no id at all
	 */
	public Optional<PendingRequest> find(@Nullable String id, HttpServletRequest request,
			HttpServletResponse response) {
		return WrittenIds.read(id)
			.flatMap((known) -> read(known, request)
				.or(() -> this.pendingRequests.find(known, this.browserKey.digestOrCreate(request, response))
					.map((found) -> remember(found, request))));
	}

	/**
	 * As {@link #find(String, HttpServletRequest, HttpServletResponse)}, for those who
	 * cannot give the browser a key.
	 */
	Optional<PendingRequest> find(@Nullable String id, HttpServletRequest request) {
		return WrittenIds.read(id)
			.flatMap((known) -> read(known, request).or(() -> this.browserKey.digest(request)
				.flatMap((browser) -> this.pendingRequests.find(known, browser))
				.map((found) -> remember(found, request))));
	}

	/** What was read before for the same request of the browser. */
	private static Optional<PendingRequest> read(UUID id, HttpServletRequest request) {
		return (request.getAttribute(READ) instanceof PendingRequest read && read.id().equals(id)) ? Optional.of(read)
				: Optional.empty();
	}

	private static PendingRequest remember(PendingRequest found, HttpServletRequest request) {
		request.setAttribute(READ, found);
		return found;
	}

	/** Finds the request that this page was opened for, if it still waits. */
	public Optional<PendingRequest> find(HttpServletRequest request, HttpServletResponse response) {
		return find(request.getParameter("request"), request, response);
	}

	/**
	 * Finds it, or begins it anew from what the form carried. It is begun at most once
	 * while a form is answered, so that a proof of identity in between counts as given
	 * since.
	 */
	public Optional<PendingRequest> findOrRestart(HttpServletRequest request, HttpServletResponse response) {
		if (request.getAttribute(FOUND) instanceof PendingRequest found) {
			return Optional.of(found);
		}
		Optional<PendingRequest> pending = find(request, response).or(() -> restart(request, response));
		pending.ifPresent((found) -> request.setAttribute(FOUND, found));
		return pending;
	}

	/** Finds a request of this browser, which this whole request is then for. */
	void resume(@Nullable UUID id, HttpServletRequest request, HttpServletResponse response) {
		if (id != null) {
			find(id.toString(), request, response).ifPresent((found) -> request.setAttribute(FOUND, found));
		}
	}

	private Optional<PendingRequest> restart(HttpServletRequest request, HttpServletResponse response) {
		String parameters = request.getParameter("restart");
		if (parameters == null || parameters.isEmpty() || parameters.length() > PendingRequests.MAX_LENGTH
				|| hasNul(parameters)) {
			return Optional.empty();
		}
		try {
			// Nothing here is trusted: the authorization endpoint checks it like any
			// request
			MultiValueMap<String, String> kept = QueryString.decode(parameters);
			String clientId = kept.getFirst("client_id");
			// What waits was taken out of its request object, if it had one: what the
			// pages show of it must be all there is
			if (clientId == null || hasNul(clientId) || kept.containsKey("request")
					|| kept.containsKey("request_uri")) {
				return Optional.empty();
			}
			byte[] browser = this.browserKey.digestOrCreate(request, response);
			return this.pendingRequests.find(this.pendingRequests.keep(browser, clientId, parameters), browser);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** PostgreSQL keeps no NUL. */
	private static boolean hasNul(String text) {
		return text.indexOf('\0') >= 0;
	}

}
