package dev.signet.federation.logout;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.AccountId;
import dev.signet.federation.TestLogoutTokens;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.exchange.ProviderHealth;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.outbound.Circuit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Whom a logout token makes this server call: anybody may send one. */
@SignetTest
class UpstreamLogoutTests {

	private static final String DISCOVERY = "/.well-known/openid-configuration";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private UpstreamLogout upstreamLogout;

	@Autowired
	private Providers providers;

	@Autowired
	private ProviderHealth health;

	@Autowired
	private MutableClock clock;

	private TestUpstream upstream;

	private Provider provider;

	@BeforeEach
	void setUp() {
		this.upstream = new TestUpstream(this.clock);
		this.provider = this.upstream.provider(this.beans);
	}

	@AfterEach
	void tearDown() {
		this.upstream.close();
	}

	@Test
	void readWhenTokenWouldNotCountHoweverItIsSignedThenCallsNobody() {
		List<String> tokens = new ArrayList<>();
		for (Consumer<TestLogoutTokens> lie : TestLogoutTokens.plainLies()) {
			TestLogoutTokens token = token();
			lie.accept(token);
			tokens.add(token.sign());
		}
		tokens.addAll(List.of(token().unsigned(), token().madeUp("HS256"), token().madeUp("EdDSA"), "a.b.c", "{}"));
		for (String token : tokens) {
			assertThat(refused(this.provider, token)).as(token).isNotNull();
		}
		assertThat(this.upstream.calls()).isEmpty();
	}

	@Test
	void readWhenTokenIsOfAnotherIssuerOrAlgorithmThenNobodyIsAskedForKeys() {
		String foreign = token().with((claims) -> claims.put("iss", "https://other.example")).sign();
		assertThat(refused(this.provider, foreign)).contains("another issuer");
		assertThat(refused(this.provider, token().madeUp("ES512"))).contains("algorithm");
		assertThat(this.upstream.calls()).containsExactly(DISCOVERY);
	}

	@Test
	void readWhenProviderIsHiddenThenCallsNobody() throws Exception {
		String alias = "t-" + UUID.randomUUID().toString().substring(0, 13);
		Provider hidden = this.providers.add(alias, Preset.OPENID_CONNECT,
				this.upstream.settings(Preset.OPENID_CONNECT), TestUpstream.SECRET, AccountId.random());
		assertThat(refused(hidden, token().sign())).contains("Nobody has signed in");
		assertThat(this.upstream.calls()).isEmpty();
	}

	@Test
	void readWhenProviderIsDisabledThenCounts() {
		this.providers.disable(this.provider.id(), AccountId.random());
		assertThat(refused(this.providers.find(this.provider.id()).orElseThrow(), token().sign())).isNull();
	}

	@Test
	void readWhenProviderIsAwayThenItIsLeftAlone() {
		this.upstream.close();
		for (int i = 0; i < Circuit.FAILURES; i++) {
			assertThat(this.health.open(this.provider.id())).isFalse();
			assertThat(refused(this.provider, token().sign())).doesNotContain("left alone");
		}
		assertThat(this.health.open(this.provider.id())).isTrue();
		assertThat(refused(this.provider, token().sign())).contains("left alone");
	}

	@Test
	void readWhenAllIsRememberedThenCountsThoughProviderIsLeftAlone() {
		assertThat(refused(this.provider, token().sign())).isNull();
		away(Circuit.FAILURES);
		assertThat(refused(this.provider, token().sign())).isNull();
		assertThat(this.health.open(this.provider.id())).isTrue();
	}

	/** Else strangers could keep a provider from being left alone. */
	@Test
	void readWhenNobodyIsCalledThenTellsNothingAboutHealth() {
		for (int i = 0; i < 7; i++) {
			assertThat(refused(this.provider, token().keyId("made up " + i).sign())).isNotNull();
		}
		int calls = this.upstream.calls().size();
		away(Circuit.FAILURES - 1);
		assertThat(refused(this.provider, token().sign())).isNull();
		assertThat(refused(this.provider, token().keyId("made up").sign())).isNotNull();
		assertThat(refused(this.provider, token().madeUp("ES512"))).isNotNull();
		away(1);
		assertThat(this.health.open(this.provider.id())).isTrue();
		assertThat(this.upstream.calls()).hasSize(calls);
	}

	private void away(int times) {
		for (int i = 0; i < times; i++) {
			catchThrowableOfType(UpstreamTrouble.class, () -> this.health.watched(this.provider.id(), () -> {
				throw UpstreamTrouble.away("Nobody answers", null);
			}));
		}
	}

	private TestLogoutTokens token() {
		return new TestLogoutTokens(this.upstream, this.clock.instant()).subject("ada");
	}

	/** Why, or null when it counts. */
	private String refused(Provider asked, String token) {
		UpstreamLogoutRefused refused = catchThrowableOfType(UpstreamLogoutRefused.class,
				() -> this.upstreamLogout.read(asked, token));
		return (refused != null) ? refused.detail() : null;
	}

}
