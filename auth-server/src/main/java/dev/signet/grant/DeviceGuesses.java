package dev.signet.grant;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.proof.Asker;
import dev.signet.proof.Asking;
import dev.signet.proof.Asks;
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

	private final PostgresDeviceCodes postgres;

	private final UserCodes userCodes;

	private final Asks asks;

	private final Clock clock;

	DeviceGuesses(PostgresDeviceCodes postgres, UserCodes userCodes, Asks asks, Clock clock) {
		this.postgres = postgres;
		this.userCodes = userCodes;
		this.asks = asks;
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
		List<Asker> guessers = List.of(Asker.of(Asking.DEVICE_CODE_IN_SESSION, sessionId.toString()),
				Asker.of(Asking.DEVICE_CODE_FROM_NETWORK, Network.of(ip)));
		Optional<Asker> refused = this.asks.count(guessers).refused();
		if (refused.isPresent()) {
			throw new TooManyGuesses(this.asks.wait(refused.get()));
		}
		Optional<WaitingDevice> device = UserCodes.parse(typed)
			.flatMap((code) -> this.postgres.find(this.userCodes.digest(code), this.clock.instant()));
		if (device.isPresent()) {
			this.asks.right(guessers);
		}
		return device;
	}

	/** A code as the device shows it, however it was typed. */
	public static String shown(String typed) {
		return UserCodes.parse(typed).map(UserCodes::shown).orElse(typed);
	}

}
