package dev.signet.session;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

import dev.signet.account.SignedInAccount;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * A signed-in person as the security framework sees them: {@code ROLE_…} for each role,
 * and for each factor the framework's factor authority with the moment it was proved.
 */
public final class SessionAuthentication extends AbstractAuthenticationToken {

	private final SignedInAccount account;

	private final @Nullable SessionTimes times;

	/** Authenticated from the start: the session is the proof. */
	public SessionAuthentication(SignedInAccount account, @Nullable SessionTimes times) {
		super(authorities(account));
		this.account = account;
		this.times = times;
		setAuthenticated(true);
	}

	/** A person who is not at a browser now, and whose session is not asked. */
	public SessionAuthentication(SignedInAccount account) {
		this(account, null);
	}

	/** Who is signed in where the running request comes from, or null. */
	public static @Nullable SignedInAccount current() {
		return (SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication session)
				? session.getPrincipal() : null;
	}

	/** How the session stands, when it was found by a request of its browser. */
	public Optional<SessionTimes> times() {
		return Optional.ofNullable(this.times);
	}

	@Override
	public SignedInAccount getPrincipal() {
		return this.account;
	}

	/** Always null: what was proved is long forgotten. */
	@Override
	public @Nullable Object getCredentials() {
		return null;
	}

	private static Collection<? extends GrantedAuthority> authorities(SignedInAccount account) {
		Stream<GrantedAuthority> roles = account.roles()
			.stream()
			.map((role) -> new SimpleGrantedAuthority("ROLE_" + role));
		Stream<GrantedAuthority> factors = account.factors()
			.stream()
			.map((factor) -> FactorGrantedAuthority.withFactor(factor.method().name()).issuedAt(factor.at()).build());
		return Stream.concat(roles, factors).toList();
	}

}
