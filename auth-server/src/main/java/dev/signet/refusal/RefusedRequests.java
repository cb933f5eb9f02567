package dev.signet.refusal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Remembers what was refused, for those who build the client and those who run the
 * server. The reference is that of the request, which its answer, its lines in the log
 * and its error page carry anyhow.
 */
@Component
public final class RefusedRequests {

	private static final Logger logger = LoggerFactory.getLogger(RefusedRequests.class);

	private static final Pattern REFERENCE = Pattern.compile("[0-9a-z]{10}");

	/** What can be a client id at all (RFC 6749 A.1). */
	private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

	/** The database takes 100 characters, and three dots are among them. */
	private static final int LONGEST_ENDPOINT = 97;

	private final RefusalQueue queue;

	private final PostgresRefusedRequests postgres;

	private final RecordingRate rate;

	private final Clock clock;

	RefusedRequests(RefusalQueue queue, PostgresRefusedRequests postgres, RefusalProperties properties, Clock clock) {
		this.queue = queue;
		this.postgres = postgres;
		this.rate = new RecordingRate(properties.recordedPerMinute());
		this.clock = clock;
	}

	/**
	 * Writes one line to the log and remembers the request. Returns at once, runs no SQL
	 * and never fails.
	 * @param reference the reference of the request
	 * @param endpoint the path that was called, cut when it is long
	 * @param refusal why, with what came and what was expected
	 * @param clientId the client, or null when it has to be looked up
	 * @param client looks the client up, later and on another thread
	 */
	public void record(String reference, String endpoint, RefusalError refusal, @Nullable String clientId,
			Supplier<Optional<String>> client) {
		Instant now = this.clock.instant();
		RefusedRequest refused = new RefusedRequest(reference, now, refusal.refusal().name(), refusal.getErrorCode(),
				ShownText.of(endpoint, LONGEST_ENDPOINT), clientId, ShownText.of(refusal.came()),
				ShownText.of(refusal.expected()));
		logger.info("Refused {}: {} ({}) at {}, client {}", reference, refused.name(), refused.error(),
				refused.endpoint(), (clientId == null) ? "not known" : clientId);
		if (this.rate.allows(clientId, now)) {
			this.queue.add(refused, client);
		}
		else {
			this.queue.drop();
		}
	}

	/**
	 * The request with a reference, as somebody read it out or typed it: in capitals,
	 * without the hyphen, with O for 0.
	 */
	public Optional<RefusedRequest> find(String reference) {
		return canonical(reference).flatMap(this.postgres::find);
	}

	/**
	 * The newest requests of a client.
	 * @param before the reference of the last one that was read, or null for the first
	 * page
	 */
	public List<RefusedRequest> ofClient(String clientId, @Nullable String before, int limit) {
		return VISIBLE_ASCII.matcher(clientId).matches() ? list(clientId, before, limit) : List.of();
	}

	/**
	 * The newest requests of all clients and of nobody.
	 * @param before the reference of the last one that was read, or null for the first
	 * page
	 */
	public List<RefusedRequest> newest(@Nullable String before, int limit) {
		return list(null, before, limit);
	}

	/** Writes what this node has not written yet. */
	public void flush() {
		this.queue.flush();
	}

	private List<RefusedRequest> list(@Nullable String clientId, @Nullable String before, int limit) {
		if (before == null) {
			return this.postgres.list(clientId, null, limit);
		}
		return canonical(before).map((reference) -> this.postgres.list(clientId, reference, limit)).orElse(List.of());
	}

	/**
	 * A reference as it is stored, from one that somebody read out or typed; empty for
	 * what can be none.
	 */
	public static Optional<String> canonical(String reference) {
		String plain = reference.toLowerCase(Locale.ROOT)
			.replaceAll("[\\s-]", "")
			.replace('o', '0')
			.replaceAll("[il]", "1");
		return REFERENCE.matcher(plain).matches() ? Optional.of(plain.substring(0, 5) + "-" + plain.substring(5))
				: Optional.empty();
	}

}
