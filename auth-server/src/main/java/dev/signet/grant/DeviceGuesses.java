package dev.signet.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.signet.session.Network;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the device that a typed code belongs to, and limits guessing (RFC 8628 §5.1): 5
 * wrong codes a session and 100 an address within an hour. Each guess is counted before
 * it is looked at, so that many at once get no further than one after another; a right
 * one is taken back.
 */
@Component
public class DeviceGuesses {

	static final int MOST_OF_SESSION = 5;

	static final int MOST_OF_NETWORK = 100;

	private static final Duration WINDOW = Duration.ofHours(1);

	private final PostgresDeviceCodes postgres;

	private final UserCodes userCodes;

	private final Clock clock;

	DeviceGuesses(PostgresDeviceCodes postgres, UserCodes userCodes, Clock clock) {
		this.postgres = postgres;
		this.userCodes = userCodes;
		this.clock = clock;
	}

	/**
	 * Looks a code up.
	 * @param typed what the person typed, in any case, with or without dash and blanks
	 * @param sessionId the session of the person
	 * @param ip the address of the browser
	 * @return the device, empty when none waits with such a code
	 * @throws TooManyGuesses when it is not looked at, whether it is right or not
	 */
	@Transactional
	public Optional<WaitingDevice> find(String typed, UUID sessionId, String ip) throws TooManyGuesses {
		Instant now = this.clock.instant();
		String session = "session " + sessionId;
		String network = "network " + Network.of(ip);
		count(session, MOST_OF_SESSION, now);
		count(network, MOST_OF_NETWORK, now);
		Optional<WaitingDevice> device = UserCodes.parse(typed)
			.flatMap((code) -> this.postgres.find(this.userCodes.digest(code), now));
		if (device.isPresent()) {
			this.postgres.forgive(session);
			this.postgres.forgive(network);
		}
		return device;
	}

	/** A code as the device shows it, however it was typed. */
	public static String shown(String typed) {
		return UserCodes.parse(typed).map(UserCodes::shown).orElse(typed);
	}

	private void count(String guesser, int most, Instant now) throws TooManyGuesses {
		if (!this.postgres.guess(guesser, most, now, now.plus(WINDOW))) {
			Duration left = Duration.between(now, this.postgres.forgottenAt(guesser));
			throw new TooManyGuesses(Duration.ofSeconds(Math.max(1, left.toSeconds() + 1)));
		}
	}

}
