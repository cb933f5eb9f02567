package dev.signet.grant;

import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import dev.signet.account.Account;
import dev.signet.flow.Actors;
import dev.signet.flow.Browser;
import dev.signet.flow.RelyingParty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether tokens stand, asked by many at once: few statements, and no answer older than
 * its question.
 */
@SignetTest
class GrantsTests {

	private static final int CALLERS = 12;

	@Autowired
	private Actors actors;

	@Autowired
	private Grants grants;

	@Autowired
	private SqlCounter sql;

	@Autowired
	private MutableClock clock;

	@Autowired
	private TransactionTemplate transactions;

	private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

	private Account person;

	private RelyingParty app;

	private Browser browser;

	private JWTClaimsSet token;

	@BeforeEach
	void setUp() throws ParseException {
		this.person = this.actors.person("USER");
		this.app = this.actors.app();
		this.browser = this.actors.consented(this.person, this.app);
		this.token = newToken();
	}

	@AfterEach
	void tearDown() {
		this.threads.shutdownNow();
	}

	@Test
	void giverWhenManyAskAtOnceThenFarFewerStatements() {
		int rounds = 50;
		List<String> statements = this.sql.ofAll((statement) -> statement.contains("asked.jti"), () -> {
			List<Future<?>> callers = new ArrayList<>();
			for (int caller = 0; caller < CALLERS; caller++) {
				callers.add(this.threads.submit(() -> {
					for (int round = 0; round < rounds; round++) {
						assertThat(this.grants.giver(this.token.getJWTID(), grantId(this.token))).isPresent();
					}
				}));
			}
			for (Future<?> caller : callers) {
				caller.get();
			}
		});
		assertThat(statements).isNotEmpty().hasSizeLessThan(CALLERS * rounds / 2);
	}

	@Test
	void giverWhenRevokedBeforeTheQuestionThenAlwaysSeenWhateverOthersRead() throws Exception {
		AtomicBoolean enough = new AtomicBoolean();
		JWTClaimsSet noise = this.token;
		List<Future<?>> others = new ArrayList<>();
		for (int i = 1; i < CALLERS; i++) {
			others.add(this.threads.submit(() -> {
				while (!enough.get()) {
					assertThat(this.grants.giver(noise.getJWTID(), grantId(noise))).isPresent();
				}
			}));
		}
		for (int round = 0; round < 20; round++) {
			JWTClaimsSet revoked = newToken();
			assertThat(this.grants.giver(revoked.getJWTID(), grantId(revoked))).isPresent();
			if (round % 2 == 0) {
				this.grants.revokeAccessToken("test-client", revoked.getJWTID(),
						revoked.getExpirationTime().toInstant());
			}
			else {
				this.grants.revoke(this.grants.find(grantId(revoked)).orElseThrow(), RevokeReason.REVOKED_BY_CLIENT);
			}
			assertThat(this.grants.giver(revoked.getJWTID(), grantId(revoked))).isEmpty();
		}
		enough.set(true);
		for (Future<?> other : others) {
			other.get();
		}
	}

	@Test
	void giverThenThePersonAsOfNow() {
		assertThat(this.grants.giver(this.token.getJWTID(), grantId(this.token)))
			.hasValueSatisfying((giver) -> assertThat(giver.id()).isEqualTo(this.person.id()));
		assertThat(this.grants.giver(this.token.getJWTID(), UUID.randomUUID())).isEmpty();
		this.clock.advance(Duration.ofDays(1000));
		assertThat(this.grants.giver(this.token.getJWTID(), grantId(this.token))).isEmpty();
	}

	@Test
	void standsUntilRevoked() {
		String jti = UUID.randomUUID().toString();
		assertThat(this.grants.stands(jti)).isTrue();
		this.grants.revokeAccessToken("test-client", jti, this.clock.instant().plusSeconds(60));
		assertThat(this.grants.stands(jti)).isFalse();
	}

	@Test
	void standsWhenInsideATransactionThenSeesWhatThatWrote() {
		String jti = UUID.randomUUID().toString();
		this.transactions.executeWithoutResult((status) -> {
			this.grants.revokeAccessToken("test-client", jti, this.clock.instant().plusSeconds(60));
			assertThat(this.grants.stands(jti)).isFalse();
			status.setRollbackOnly();
		});
		assertThat(this.grants.stands(jti)).isTrue();
	}

	private JWTClaimsSet newToken() throws ParseException {
		return SignedJWT.parse(this.app.redeem(this.app.code(this.browser)).accessToken()).getJWTClaimsSet();
	}

	private static UUID grantId(JWTClaimsSet token) {
		return UUID.fromString((String) token.getClaim("grant_id"));
	}

}
