package dev.signet.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * The one small principal: who is signed in, in which session, proved how.
 *
 * @param accountId the person
 * @param sessionId the session, which clients know as {@code sid}
 * @param username the name shown on pages
 * @param roles the roles held when the session was read
 * @param factors what was proved in this session, never empty
 * @param locale the preferred language (BCP 47), or null when it is unknown or nobody
 * will be shown a page
 */
public record SignedInAccount(AccountId accountId, UUID sessionId, String username, Set<String> roles,
		List<Factor> factors, @Nullable String locale) implements AuthenticatedPrincipal {

	public SignedInAccount {
		roles = Set.copyOf(roles);
		factors = List.copyOf(factors);
	}

	/** For those who show no page. */
	public SignedInAccount(AccountId accountId, UUID sessionId, String username, Set<String> roles,
			List<Factor> factors) {
		this(accountId, sessionId, username, roles, factors, null);
	}

	/** The subject identifier: what the framework puts into {@code sub}. */
	@Override
	public String getName() {
		return this.accountId.toString();
	}

	/**
	 * When the person last proved who they are in this session ({@code auth_time}, OpenID
	 * Connect Core 1.0 §2): by what begins a sign-in, so a second factor that is added
	 * later makes it no younger. Empty of somebody who only ever came back from a server
	 * that does not tell. That is never fresh, here or for an app.
	 */
	public Optional<Instant> provedAt() {
		return this.factors.stream()
			.filter((factor) -> factor.method().first() && factor.method().dated())
			.map(Factor::at)
			.max(Comparator.naturalOrder());
	}

	/** Whether the person is known to have proved who they are less than so long ago. */
	public boolean provedWithin(Duration limit, Instant now) {
		return provedAt().filter((at) -> at.plus(limit).isAfter(now)).isPresent();
	}

	/** Whether the person is known to have proved who they are since a moment. */
	public boolean provedSince(Instant moment) {
		return provedAt().filter((at) -> !at.isBefore(moment)).isPresent();
	}

	/** The last of the proofs that can begin a sign-in. */
	public Factor firstFactor() {
		return this.factors.stream()
			.filter((factor) -> factor.method().first())
			.max(Comparator.comparing(Factor::at))
			.orElseThrow();
	}

	/**
	 * Whether something that the person has was proved in this session as well: what apps
	 * understand by two factors.
	 */
	public boolean provedTwice() {
		return this.factors.stream().anyMatch((factor) -> factor.method().second());
	}

	/**
	 * Whether the second step of the sign-in was made, or passed over because the device
	 * is trusted. That is enough where nobody but this server asks for it.
	 */
	public boolean passedSecondStep() {
		return provedTwice() || this.factors.stream().anyMatch((factor) -> !factor.method().first());
	}

	/** Whether the second step was passed over, and nothing else was proved since. */
	public boolean onTrustAlone() {
		return passedSecondStep() && !provedTwice()
				&& this.factors.stream()
					.map(Factor::method)
					.filter((method) -> !method.first())
					.allMatch(Factor.Method.TRUSTED_DEVICE::equals);
	}

}
