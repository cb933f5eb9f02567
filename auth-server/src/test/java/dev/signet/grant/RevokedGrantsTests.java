package dev.signet.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.signet.Eventually;
import dev.signet.LockWaits;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.client.Clients;
import dev.signet.consent.Consents;
import dev.signet.consent.Particulars;
import dev.signet.flow.Actors;
import dev.signet.flow.Browser;
import dev.signet.flow.RelyingParty;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A grant that is revoked after a request has found it and before its token is stored
 * gives nothing: the statement that uses the code or the token looks once more. Nor is a
 * grant given in a session that has ended, or by a consent that was taken back.
 */
@SignetTest
class RevokedGrantsTests {

	@Autowired
	private Actors actors;

	@Autowired
	private PostgresGrants grants;

	@Autowired
	private PostgresRefreshTokens refreshTokens;

	@Autowired
	private Sessions sessions;

	@Autowired
	private Clients clients;

	@Autowired
	private Consents consents;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private MutableClock clock;

	private Account person;

	private RelyingParty app;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
		this.app = this.actors.app();
		this.browser = this.actors.consented(this.person, this.app);
	}

	@Test
	void redeemWhenGrantWasRevokedSinceTheCodeWasFoundThenNothingIsIssued() {
		byte[] code = TokenSecrets.digest(this.app.code(this.browser));
		assertThat(this.grants.findByCode(code))
			.hasValueSatisfying((found) -> assertThat(isLive(found.given())).isTrue());
		revoke();
		Instant now = this.clock.instant();
		OAuth2RefreshToken first = new OAuth2RefreshToken("a refresh token", now, now.plus(Duration.ofDays(1)));
		assertThat(this.grants.redeem(code, first, now)).isFalse();
		assertThat(this.refreshTokens.find(TokenSecrets.digest(first.getTokenValue()))).isEmpty();
	}

	@Test
	void rotateWhenGrantWasRevokedSinceTheTokenWasFoundThenNothingIsIssued() {
		String token = this.app.redeem(this.app.code(this.browser)).refreshToken();
		Instant now = this.clock.instant();
		PresentedRefreshToken found = this.refreshTokens.find(TokenSecrets.digest(token)).orElseThrow();
		assertThat(isLive(found.given())).isTrue();
		revoke();
		OAuth2RefreshToken next = new OAuth2RefreshToken("another refresh token", now, now.plus(Duration.ofDays(1)));
		assertThat(this.refreshTokens.rotate(found.grant().id(), found.generation(), next, now)).isFalse();
		assertThat(this.refreshTokens.find(TokenSecrets.digest(next.getTokenValue()))).isEmpty();
	}

	/**
	 * It is seen only when it is there, so whoever ends what it rests on waits for it.
	 */
	@Test
	void endSessionWhenAGrantIsJustGivenThenThatIsRevokedToo() {
		assertRevokedWhenJustGiven(() -> this.sessions.endAll(this.person.id(), EndReason.SIGNED_OUT_EVERYWHERE));
	}

	@Test
	void withdrawConsentWhenAGrantIsJustGivenThenThatIsRevokedToo() {
		assertRevokedWhenJustGiven(() -> this.consents.withdraw(this.person.id(), client()));
	}

	private void assertRevokedWhenJustGiven(Runnable act) {
		CompletableFuture<Void> end = new CompletableFuture<>();
		Grant given = this.transactions.execute((status) -> {
			Grant giving = give();
			end.completeAsync(() -> {
				act.run();
				return null;
			});
			Eventually.holds(() -> end.isDone() || LockWaits.all(this.jdbc) > 0);
			return giving;
		});
		end.join();
		assertThat(this.grants.find(given.id()).orElseThrow().revokedAt()).isNotNull();
	}

	@Test
	void insertWhenTheSessionIsOverOrSomebodyElsesThenNothing() {
		UUID session = this.sessions.of(this.person.id()).get(0).id();
		AccountId other = this.actors.person("USER").id();
		assertThat(insert(grant(session, other))).isFalse();
		assertThat(insert(grant(UUID.randomUUID(), this.person.id()))).isFalse();
		assertThat(insert(grant(session, this.person.id()))).isTrue();
		this.sessions.end(session, EndReason.SIGNED_OUT);
		assertThat(insert(grant(session, this.person.id()))).isFalse();
	}

	private Grant give() {
		Grant grant = grant(this.sessions.of(this.person.id()).get(0).id(), this.person.id());
		assertThat(insert(grant)).isTrue();
		return grant;
	}

	private Grant grant(UUID session, AccountId accountId) {
		Instant now = this.clock.instant();
		return new Grant(UUID.randomUUID(), accountId, client(), session, Set.of("openid", Grant.OFFLINE_ACCESS),
				Particulars.NONE, List.of(new Factor(Factor.Method.PASSWORD, now)), now, now.plus(Duration.ofDays(1)),
				0, null, null);
	}

	private UUID client() {
		return this.clients.findByClientId(this.app.clientId()).orElseThrow().id();
	}

	private boolean insert(Grant grant) {
		Instant now = this.clock.instant();
		return this.grants.insert(grant, Set.of("openid"),
				new IssuedCode(new CodeBinding("https://app.example/callback", null, null), now, now.plusSeconds(60)),
				TokenSecrets.digest(UUID.randomUUID().toString())) == PostgresGrants.Insertion.STORED;
	}

	private boolean isLive(GivenGrant given) {
		return given.grant().isLive(this.clock.instant());
	}

	private void revoke() {
		this.grants.revokeOfAccount(this.person.id(), RevokeReason.SIGNED_OUT_EVERYWHERE, this.clock.instant());
	}

}
