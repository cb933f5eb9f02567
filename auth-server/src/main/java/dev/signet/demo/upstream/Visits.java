package dev.signet.demo.upstream;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * The codes and access tokens of all stand-ins, and who signed in last.
 */
@Component
@Profile("demo")
final class Visits {

	static final int SHOWN = 10;

	private final Deque<Visit> newest = new ArrayDeque<>();

	private final Tickets<Visit> codes;

	private final Tickets<Visit> accessTokens;

	Visits(Clock clock) {
		this.codes = new Tickets<>(Duration.ofMinutes(10), clock);
		this.accessTokens = new Tickets<>(Duration.ofHours(1), clock);
	}

	/** A code, good for one use. */
	String code(Visit visit) {
		return this.codes.issue("demo-", visit);
	}

	/** What a code was given for, which is over with that. */
	Optional<Visit> redeem(StandIn standIn, String code) {
		return this.codes.take(code).filter((visit) -> visit.standIn() == standIn);
	}

	/** An access token. With it somebody has signed in. */
	String accessToken(Visit visit) {
		synchronized (this.newest) {
			this.newest.addFirst(visit);
			if (this.newest.size() > SHOWN) {
				this.newest.removeLast();
			}
		}
		return this.accessTokens.issue(visit.standIn().tokenPrefix(), visit);
	}

	/** Behind an access token in the header (RFC 6750 §2.1). */
	Optional<Visit> bearer(StandIn standIn, HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		boolean bearer = header != null && header.toLowerCase(Locale.ROOT).startsWith("bearer ");
		return bearer ? find(standIn, header.substring("bearer ".length()).strip()) : Optional.empty();
	}

	/** Behind an access token. */
	Optional<Visit> find(StandIn standIn, String accessToken) {
		return this.accessTokens.look(accessToken).filter((visit) -> visit.standIn() == standIn);
	}

	/** Who signed in last, the newest first. */
	List<Visit> newest() {
		synchronized (this.newest) {
			return List.copyOf(this.newest);
		}
	}

	/** One of those who signed in last. */
	Optional<Visit> find(UUID id) {
		return newest().stream().filter((visit) -> visit.id().equals(id)).findFirst();
	}

}
