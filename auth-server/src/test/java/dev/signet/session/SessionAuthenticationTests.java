package dev.signet.session;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.account.SignedInAccount;
import org.junit.jupiter.api.Test;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;

class SessionAuthenticationTests {

	private final Instant at = Instant.parse("2026-11-22T10:00:00Z");

	private final SignedInAccount account = new SignedInAccount(AccountId.random(), UUID.randomUUID(), "alice",
			Set.of("USER", "ADMIN"), List.of(new Factor(Factor.Method.PASSWORD, this.at)));

	private final SessionAuthentication authentication = new SessionAuthentication(this.account);

	@Test
	void newWhenAccountThenAuthenticatedAsSubject() {
		assertThat(this.authentication.isAuthenticated()).isTrue();
		assertThat(this.authentication.getPrincipal()).isEqualTo(this.account);
		assertThat(this.authentication.getName()).isEqualTo(this.account.accountId().toString());
		assertThat(this.authentication.getCredentials()).isNull();
	}

	@Test
	void authoritiesWhenRolesAndFactorsThenBoth() {
		assertThat(this.authentication.getAuthorities()).extracting(GrantedAuthority::getAuthority)
			.containsExactlyInAnyOrder("ROLE_USER", "ROLE_ADMIN", FactorGrantedAuthority.PASSWORD_AUTHORITY);
	}

	@Test
	void authoritiesWhenFactorThenKeepsItsMoment() {
		assertThat(this.authentication.getAuthorities()).filteredOn(FactorGrantedAuthority.class::isInstance)
			.extracting((authority) -> ((FactorGrantedAuthority) authority).getIssuedAt())
			.containsExactly(this.at);
	}

}
