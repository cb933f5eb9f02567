package dev.signet.grant;

import java.time.Duration;
import java.time.Instant;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.flow.Actors;
import dev.signet.flow.Browser;
import dev.signet.flow.RelyingParty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A grant that is revoked after a request has found it and before its token is stored
 * gives nothing: the statement that uses the code or the token looks once more.
 */
@SignetTest
class RevokedGrantsTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private PostgresGrants grants;

	@Autowired
	private PostgresRefreshTokens refreshTokens;

	@Autowired
	private MutableClock clock;

	private Account person;

	private RelyingParty app;

	private Browser browser;

	@BeforeEach
	void setUp() {
		Actors actors = new Actors(this.beans);
		this.person = actors.person("USER");
		this.app = actors.app();
		this.browser = actors.consented(this.person, this.app);
	}

	@Test
	void redeemWhenGrantWasRevokedSinceTheCodeWasFoundThenNothingIsIssued() {
		byte[] code = TokenSecrets.digest(this.app.code(this.browser));
		assertThat(this.grants.findByCode(code))
			.hasValueSatisfying((found) -> assertThat(isLive(found.given())).isTrue());
		revoke();
		byte[] successor = TokenSecrets.digest("a refresh token");
		Instant now = this.clock.instant();
		assertThat(this.grants.redeem(code, successor, now, now.plus(Duration.ofDays(1)))).isFalse();
		assertThat(this.refreshTokens.find(successor, now)).isEmpty();
	}

	@Test
	void rotateWhenGrantWasRevokedSinceTheTokenWasFoundThenNothingIsIssued() {
		String token = this.app.redeem(this.app.code(this.browser)).refreshToken();
		Instant now = this.clock.instant();
		PresentedRefreshToken found = this.refreshTokens.find(TokenSecrets.digest(token), now).orElseThrow();
		assertThat(isLive(found.given())).isTrue();
		revoke();
		byte[] successor = TokenSecrets.digest("another refresh token");
		assertThat(this.refreshTokens.rotate(found.grant().id(), found.generation(), successor, now,
				now.plus(Duration.ofDays(1))))
			.isFalse();
		assertThat(this.refreshTokens.find(successor, now)).isEmpty();
	}

	private boolean isLive(GivenGrant given) {
		return given.grant().isLive(this.clock.instant());
	}

	private void revoke() {
		this.grants.revokeOfAccount(this.person.id(), RevokeReason.SIGNED_OUT_EVERYWHERE, this.clock.instant());
	}

}
