package dev.signet.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.SignedInAccount;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.consent.Particulars;
import dev.signet.secret.TimeOrderedIds;
import dev.signet.session.Device;
import dev.signet.session.NoSuchSession;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Device codes (RFC 8628), from their issue over a person's decision to their one use.
 * The person's yes gives a grant like any other: what ends grants ends it, also before
 * the device comes back for its tokens.
 */
@Component
public class DeviceCodes {

	/** How long a person has to decide. */
	static final Duration LIFETIME = Duration.ofMinutes(10);

	/** How long a code is kept afterwards, so that its device hears that it is late. */
	static final Duration KEPT_AFTER_END = Duration.ofMinutes(5);

	/** How long a device waits between two polls, to begin with. */
	static final Duration INTERVAL = Duration.ofSeconds(5);

	/** How much longer it waits after each poll that came too soon (RFC 8628 §3.5). */
	static final Duration SLOW_DOWN = Duration.ofSeconds(5);

	/** Anybody can begin a request in the name of a public client. */
	static final int MOST_OF_NETWORK = 100;

	private static final int MOST_OF_CLIENT = 10_000;

	private final PostgresDeviceCodes postgres;

	private final PostgresGrants grants;

	private final TokenSecrets secrets;

	private final UserCodes userCodes;

	private final Clients clients;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final TimeOrderedIds ids = new TimeOrderedIds();

	DeviceCodes(PostgresDeviceCodes postgres, PostgresGrants grants, TokenSecrets secrets, UserCodes userCodes,
			Clients clients, ApplicationEventPublisher events, Clock clock) {
		this.postgres = postgres;
		this.grants = grants;
		this.secrets = secrets;
		this.userCodes = userCodes;
		this.clients = clients;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Begins a request.
	 * @param clientId the client on the device, by its internal id
	 * @param scopes what it asks for
	 * @param origin where it asks from
	 * @throws TooManyDeviceCodes when too many from there, or of that client, wait
	 * already
	 */
	public IssuedDeviceCode issue(UUID clientId, Set<String> scopes, Device origin) throws TooManyDeviceCodes {
		Instant now = this.clock.instant();
		Instant expiresAt = now.plus(LIFETIME);
		while (true) {
			String deviceCode = this.secrets.newDeviceCode();
			String userCode = this.userCodes.random();
			PostgresDeviceCodes.Insertion insertion = this.postgres.insert(
					new WaitingDevice(UUID.randomUUID(), clientId, scopes, origin, now),
					TokenSecrets.digest(deviceCode), this.userCodes.digest(userCode), INTERVAL, expiresAt,
					MOST_OF_NETWORK, MOST_OF_CLIENT);
			switch (insertion) {
				case STORED -> {
					return new IssuedDeviceCode(new OAuth2DeviceCode(deviceCode, now, expiresAt),
							new OAuth2UserCode(UserCodes.shown(userCode), now, expiresAt), INTERVAL);
				}
				case NO_ROOM -> throw new TooManyDeviceCodes();
				case USER_CODE_TAKEN -> {
					// One in many millions: the next one is free
				}
			}
		}
	}

	/**
	 * How a code stands that a device asks about; asking is noted.
	 * @param clientId the client that asks, by its internal id
	 */
	public DevicePoll poll(String deviceCode, UUID clientId) {
		if (!deviceCode.startsWith(TokenSecrets.DEVICE_CODE_PREFIX)) {
			return new DevicePoll(DevicePoll.State.WORTHLESS, null);
		}
		return this.postgres.poll(TokenSecrets.digest(deviceCode), clientId, SLOW_DOWN, this.clock.instant())
			.map((polled) -> new DevicePoll(state(polled), polled.grantId()))
			.orElseGet(() -> new DevicePoll(DevicePoll.State.WORTHLESS, null));
	}

	/**
	 * What the person gave.
	 * @return the grant, empty when it or the account has ended meanwhile
	 */
	public Optional<GivenGrant> given(UUID grantId) {
		Instant now = this.clock.instant();
		return this.grants.findGiven(grantId).filter((given) -> given.grant().isLive(now) && given.giver() != null);
	}

	/**
	 * Uses a code up.
	 * @param refreshToken the refresh token that goes with it, or null for none
	 * @return whether this call is the one that used it; otherwise no token may leave
	 */
	public boolean redeem(String deviceCode, @Nullable OAuth2RefreshToken refreshToken) {
		return this.postgres.redeem(TokenSecrets.digest(deviceCode), refreshToken, this.clock.instant());
	}

	/**
	 * Lets a device have what a person allows.
	 * @param scopes what is allowed, of what was asked
	 * @return whether this decision counts: false when the device no longer waits
	 * @throws NoSuchSession when the session of the person has ended since the request
	 * came
	 */
	@Transactional
	public boolean approve(WaitingDevice device, SignedInAccount person, Set<String> scopes) throws NoSuchSession {
		Instant now = this.clock.instant();
		Client client = this.clients.findById(device.clientId()).orElseThrow();
		Grant grant = Grant.of(this.ids.next(now), person, client, scopes, Particulars.NONE, now);
		PostgresDeviceCodes.Approval approval = this.postgres.approve(device.id(), grant, now);
		if (approval == PostgresDeviceCodes.Approval.SESSION_OVER) {
			throw new NoSuchSession(person.sessionId());
		}
		boolean decided = approval == PostgresDeviceCodes.Approval.GIVEN;
		if (decided) {
			this.events.publishEvent(new DeviceApproved(person.accountId(), client.id(), grant.id()));
		}
		return decided;
	}

	/**
	 * Refuses a device.
	 * @return whether this decision counts: false when the device no longer waits
	 */
	@Transactional
	public boolean deny(WaitingDevice device, SignedInAccount person) {
		boolean decided = this.postgres.deny(device.id(), this.clock.instant());
		if (decided) {
			this.events.publishEvent(new DeviceDenied(person.accountId(), device.clientId()));
		}
		return decided;
	}

	private static DevicePoll.State state(PostgresDeviceCodes.Polled polled) {
		if (polled.redeemed()) {
			return DevicePoll.State.WORTHLESS;
		}
		if (polled.denied()) {
			return DevicePoll.State.DENIED;
		}
		if (polled.expired()) {
			return DevicePoll.State.EXPIRED;
		}
		if (polled.grantId() != null) {
			return DevicePoll.State.APPROVED;
		}
		return polled.tooSoon() ? DevicePoll.State.TOO_SOON : DevicePoll.State.PENDING;
	}

}
