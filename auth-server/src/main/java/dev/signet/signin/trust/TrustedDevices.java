package dev.signet.signin.trust;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountGeneration;
import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.account.Roles;
import dev.signet.background.Sweeps;
import dev.signet.database.Columns;
import dev.signet.secret.RandomText;
import dev.signet.session.BrowserKey;
import dev.signet.session.CookieValue;
import dev.signet.signin.factor.SignInAttempt;
import dev.signet.web.HostCookie;
import dev.signet.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The browsers that people told not to ask for the second step of a sign-in for a while.
 * The password is asked for as ever. A browser has a random value in a cookie of its own,
 * which is new each time somebody trusts it; without the browser key that it was given
 * beside it is worth nothing.
 */
@Component
public class TrustedDevices {

	private static final int BATCH = 500;

	private final PostgresTrustedDevices rows;

	private final TrustedDeviceProperties settings;

	private final BrowserKey browserKey;

	private final HostCookie cookie;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final RandomText random = new RandomText();

	TrustedDevices(PostgresTrustedDevices rows, TrustedDeviceProperties settings, BrowserKey browserKey,
			PublicAddress address, ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.settings = settings;
		this.browserKey = browserKey;
		this.cookie = new HostCookie("signet-trusted", address);
		this.events = events;
		this.clock = clock;
	}

	/**
	 * For how many days a person can trust the device on which they make the second step;
	 * empty when they may not, or are signed in already.
	 */
	public Optional<Long> offeredFor(SignInAttempt attempt) {
		return (attempt.sessionId() == null && !attempt.toBeDeleted() && allowedTo(attempt.roles()))
				? Optional.of(this.settings.trustedFor().toDays()) : Optional.empty();
	}

	/**
	 * Trusts the browser in which a second step was made, if its page was told so by
	 * {@code trust} and that was offered. Not when everybody was shut out of the account
	 * since the sign-in began.
	 */
	@Transactional
	public void trustIfWanted(SignInAttempt attempt, HttpServletRequest request, HttpServletResponse response) {
		if ("true".equals(request.getParameter("trust")) && offeredFor(attempt).isPresent()) {
			trust(attempt.account(), request, response);
		}
	}

	private void trust(AccountGeneration account, HttpServletRequest request, HttpServletResponse response) {
		byte[] browser = this.browserKey.digestOrCreate(request, response);
		Instant now = Columns.now(this.clock);
		TrustedDevice trusted = new TrustedDevice(UUID.randomUUID(), this.browserKey.device(request), now,
				now.plus(this.settings.trustedFor()), null);
		String value = CookieValue.random(this.random);
		byte[] digest = CookieValue.digest(value);
		if (!this.rows.put(trusted, account, digest, browser)) {
			return;
		}
		// Somebody else who uses this browser has no other cookie
		value(request).ifPresent((before) -> this.rows.move(browser, CookieValue.digest(before), digest));
		this.cookie.write(response, value, this.settings.trustedFor());
		this.events
			.publishEvent(new DeviceTrusted(account.accountId(), trusted.id(), trusted.device(), trusted.until()));
	}

	/**
	 * What takes the place of the second step in the browser of a request, empty when the
	 * person does not trust it. No statement when the browser has no cookie.
	 */
	public Optional<Factor> inPlaceOfSecondStep(AccountId accountId, HttpServletRequest request) {
		Optional<byte[]> browser = this.browserKey.digest(request);
		Optional<String> value = value(request);
		if (browser.isEmpty() || value.isEmpty() || !allowedTo(Set.of())) {
			return Optional.empty();
		}
		Instant now = Columns.now(this.clock);
		return this.rows
			.use(accountId, CookieValue.digest(value.get()), browser.get(), now.minus(this.settings.trustedFor()), now)
			.filter(this::allowedTo)
			.map((roles) -> new Factor(Factor.Method.TRUSTED_DEVICE, now));
	}

	/** The devices that a person trusts, the newest first. */
	public List<TrustedDevice> of(AccountId accountId) {
		Instant now = Columns.now(this.clock);
		Duration longest = this.settings.trustedFor();
		return longest.isZero() ? List.of() : this.rows.of(accountId, now.minus(longest), now);
	}

	/** Trusts one of the devices of a person no more. Other people's are left alone. */
	@Transactional
	public void end(AccountId accountId, UUID id) {
		if (this.rows.delete(accountId, id)) {
			this.events.publishEvent(new TrustEnded(accountId, id, TrustEnded.Reason.REVOKED));
		}
	}

	/** Trusts none of the devices of a person any more but the one of a request. */
	@Transactional
	public void endOthers(AccountId accountId, HttpServletRequest request) {
		announce(accountId, this.rows.deleteOthers(accountId, this.browserKey.digestOrNone(request)),
				TrustEnded.Reason.REVOKED);
	}

	/** Trusts none of the devices of a person any more. */
	@Transactional
	public void endAll(AccountId accountId) {
		endAll(accountId, TrustEnded.Reason.REVOKED);
	}

	@Transactional
	void endAll(AccountId accountId, TrustEnded.Reason reason) {
		announce(accountId, this.rows.deleteAll(accountId), reason);
	}

	@Scheduled(initialDelayString = "PT6M", fixedDelayString = "PT1H")
	void sweep() {
		Sweeps.repeat(BATCH, (batch) -> this.rows.deleteExpired(Columns.now(this.clock), batch));
	}

	private void announce(AccountId accountId, List<UUID> ended, TrustEnded.Reason reason) {
		ended.forEach((id) -> this.events.publishEvent(new TrustEnded(accountId, id, reason)));
	}

	/** Whether somebody in these roles may trust a device. */
	private boolean allowedTo(Set<String> roles) {
		return !this.settings.trustedFor().isZero() && (this.settings.trustForAdmins() || !roles.contains(Roles.ADMIN));
	}

	private Optional<String> value(HttpServletRequest request) {
		return this.cookie.read(request, CookieValue::isWellFormed);
	}

}
