package dev.signet.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How long lives what is issued to a client. All are whole seconds.
 *
 * @param accessToken of an access token, 1 second to 1 day
 * @param idToken of an ID token, 1 second to 1 day
 * @param refreshToken of an unused refresh token, 1 second to the grant's lifetime
 * @param grant of everything issued under one authorization, however often it is
 * refreshed, 1 second to 366 days
 * @param refreshGrace how long a rotated refresh token may be presented once more, so
 * that a lost answer does not end the grant, 0 to 60 seconds
 * @param defaultMaxAge how old a proof of identity may be when the request does not say
 * ({@code default_max_age}), 0 seconds to 366 days; null for any age
 */
record ClientLifetimes(Duration accessToken, Duration idToken, Duration refreshToken, Duration grant,
		Duration refreshGrace, @Nullable Duration defaultMaxAge) {

	/** Safe for most clients. */
	static final ClientLifetimes DEFAULT = new ClientLifetimes(Duration.ofMinutes(5), Duration.ofMinutes(10),
			Duration.ofDays(7), Duration.ofDays(30), Duration.ofSeconds(10), null);

	private static final Duration SECOND = Duration.ofSeconds(1);

	static final Duration LONGEST_GRANT = Duration.ofDays(366);

	List<ClientProblem> problems() {
		List<ClientProblem> problems = new ArrayList<>();
		check("access-token-lifetime", this.accessToken, SECOND, Duration.ofDays(1), problems);
		check("id-token-lifetime", this.idToken, SECOND, Duration.ofDays(1), problems);
		check("grant-lifetime", this.grant, SECOND, LONGEST_GRANT, problems);
		check("refresh-token-lifetime", this.refreshToken, SECOND, this.grant, problems);
		check("refresh-grace", this.refreshGrace, Duration.ZERO, Duration.ofMinutes(1), problems);
		if (this.defaultMaxAge != null) {
			check("default-max-age", this.defaultMaxAge, Duration.ZERO, LONGEST_GRANT, problems);
		}
		return problems;
	}

	static void check(String field, Duration came, Duration least, Duration most, List<ClientProblem> problems) {
		if (came.compareTo(least) < 0 || came.compareTo(most) > 0 || came.getNano() != 0) {
			problems
				.add(new ClientProblem(field, "This is a time of whole seconds from %s to %s.".formatted(least, most),
						came.toString(), "choose a time in that range"));
		}
	}

}
