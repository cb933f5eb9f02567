package dev.signet.federation.look;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.jwk.JWKSet;
import dev.signet.AtOnce;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.AccountId;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.federation.check.ProviderWarning;
import dev.signet.federation.check.ProviderWarnings;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scheduled look at providers: who looks when, and which warnings begin and end.
 */
@SignetTest
class ProviderWatchTests {

	private static final String DOCUMENT = "/.well-known/openid-configuration";

	private static final WatchProperties HOURLY = new WatchProperties(Duration.ofHours(1), Duration.ofDays(30));

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Providers providers;

	@Autowired
	private ProviderWarnings warnings;

	@Autowired
	private ProviderChecks checks;

	@Autowired
	private MutableClock clock;

	@Autowired
	private JdbcClient jdbc;

	private ProviderWatch watch;

	private TestUpstream upstream;

	private Provider provider;

	@BeforeEach
	void start() {
		this.watch = watch(HOURLY);
		this.upstream = new TestUpstream(this.clock).keepingTime();
		// Those of other tests are nobody's business
		this.jdbc.sql("update upstream_providers set state = 'DISABLED'").update();
		this.provider = this.upstream.provider(this.beans);
	}

	@AfterEach
	void stop() {
		this.watch.destroy();
		this.upstream.close();
	}

	@Test
	void lookAtNextThenEachProviderIsLookedAtOnceAnHour() {
		assertThat(look()).isTrue();
		assertThat(this.upstream.calls()).containsExactly(DOCUMENT, "/jwks");
		assertThat(look()).isFalse();
		assertThat(lookAfter(Duration.ofMinutes(59))).isFalse();
		assertThat(lookAfter(Duration.ofMinutes(1))).isTrue();
		assertThat(warnings()).isEmpty();
	}

	@Test
	void lookAtNextThenNobodyIsAskedWithASecret() {
		look();
		assertThat(this.upstream.tokenRequests()).isEmpty();
	}

	@Test
	void lookAtNextWhenManyNodesLookThenOneDoes() throws Exception {
		AtomicInteger looked = new AtomicInteger();
		AtOnce.run(8, () -> {
			if (look()) {
				looked.incrementAndGet();
			}
		});
		assertThat(looked).hasValue(1);
		assertThat(this.upstream.calls()).containsExactly(DOCUMENT, "/jwks");
	}

	@Test
	void lookAtNextWhenOneIsSlowThenOthersAreLookedAtMeanwhile() throws Exception {
		try (TestUpstream other = new TestUpstream(this.clock)) {
			this.upstream.instead(DOCUMENT, (exchange) -> TestUpstream.sleep(Duration.ofMinutes(1)));
			Thread slow = new Thread(() -> look());
			slow.start();
			while (this.upstream.calls().isEmpty()) {
				Thread.sleep(10);
			}
			other.provider(this.beans);
			assertThat(look()).isTrue();
			assertThat(other.calls()).hasSize(2);
			assertThat(slow.isAlive()).isTrue();
			this.upstream.close();
			slow.join();
		}
	}

	@Test
	void warningWhenDocumentFailsTwiceThenBeginsAndWhenItIsBackThenEnds() {
		look();
		this.upstream.instead(DOCUMENT, 503, "text/plain", "");
		lookAfter(Duration.ofHours(1));
		assertThat(warnings()).isEmpty();
		lookAfter(Duration.ofMinutes(5));
		Instant since = this.clock.instant();
		assertThat(warnings()).singleElement()
			.extracting(ProviderWarning::line)
			.isEqualTo(Finding.WRONG_STATUS.line(Check.DISCOVERY, this.upstream.at(DOCUMENT).toString(), "503"));
		lookAfter(Duration.ofHours(1));
		assertThat(warnings()).singleElement()
			.satisfies((warning) -> assertThat(warning.since()).isBeforeOrEqualTo(since));
		assertThat(events()).containsExactly("provider.warning-began");
		this.upstream.asUsual(DOCUMENT);
		lookAfter(Duration.ofHours(1));
		assertThat(warnings()).isEmpty();
		assertThat(events()).containsExactly("provider.warning-began", "provider.warning-ended");
	}

	@Test
	void warningWhenAllKeysAreReplacedThenStaysUntilSomebodyLooks() {
		look();
		this.upstream.rotateKey();
		lookAfter(Duration.ofHours(1));
		assertWarnedOf(Finding.KEYS_REPLACED);
		lookAfter(Duration.ofHours(1));
		assertThat(warnings()).hasSize(1);
		this.checks.run(this.provider);
		assertThat(warnings()).isEmpty();
		lookAfter(Duration.ofHours(1));
		assertThat(warnings()).isEmpty();
		assertThat(events()).containsExactly("provider.warning-began", "provider.warning-ended");
	}

	@Test
	void warningWhenAllKeysAreReplacedThenEndsAfterAWeek() {
		look();
		this.upstream.rotateKey();
		lookAfter(Duration.ofHours(1));
		lookAfter(Duration.ofDays(7));
		assertThat(warnings()).isEmpty();
	}

	@Test
	void warningWhenAKeyStaysThenNothingIsToBeSaid() {
		look();
		JWKSet both = new JWKSet(List.of(this.upstream.key(), TestUpstream.newKey()));
		this.upstream.instead("/jwks", 200, "application/json", both.toString());
		lookAfter(Duration.ofHours(1));
		assertThat(warnings()).isEmpty();
	}

	@Test
	void warningWhenSecretEndsSoonThenBeginsAndWithANewOneEnds() throws ProviderRefused {
		ProviderSettings settings = this.provider.settings();
		UpstreamClient client = settings.client();
		this.provider = changed(settings.withClient(new UpstreamClient(client.clientId(), client.authentication(),
				this.clock.instant().plus(Duration.ofDays(40)), null, null)));
		look();
		assertThat(warnings()).isEmpty();
		lookAfter(Duration.ofDays(11));
		assertWarnedOf(Finding.SECRET_ENDS);
		lookAfter(Duration.ofDays(30));
		assertWarnedOf(Finding.SECRET_ENDED);
		assertThat(events()).containsExactly("provider.warning-began");
		this.provider = changed(settings);
		lookAfter(Duration.ofHours(1));
		assertThat(warnings()).isEmpty();
	}

	@Test
	void warningWhenProviderIsSwitchedOffThenEnds() {
		this.upstream.instead(DOCUMENT, 404, "text/plain", "");
		look();
		lookAfter(Duration.ofMinutes(5));
		assertThat(warnings()).hasSize(1);
		this.providers.disable(this.provider.id(), AccountId.random());
		this.watch.wake();
		assertThat(warnings()).isEmpty();
		assertThat(events()).containsExactly("provider.warning-began", "provider.warning-ended");
		assertThat(lookAfter(Duration.ofHours(2))).isFalse();
	}

	@Test
	void wakeWhenSwitchedOffThenNobodyLooks() throws InterruptedException {
		ProviderWatch off = watch(new WatchProperties(Duration.ZERO, Duration.ofDays(30)));
		off.wake();
		Thread.sleep(200);
		off.destroy();
		assertThat(this.upstream.calls()).isEmpty();
	}

	private ProviderWatch watch(WatchProperties properties) {
		return new ProviderWatch(this.beans.getBean(PostgresProviderWatches.class), this.providers,
				this.beans.getBean(ProviderLooks.class), this.warnings, properties, this.clock);
	}

	private boolean lookAfter(Duration time) {
		this.clock.advance(time);
		return look();
	}

	private boolean look() {
		return this.watch.lookAtNext(() -> {
		});
	}

	private Provider changed(ProviderSettings settings) throws ProviderRefused {
		Provider now = this.providers.find(this.provider.id()).orElseThrow();
		return this.providers.change(now.id(), now.version(), settings, null, AccountId.random());
	}

	private void assertWarnedOf(Finding finding) {
		assertThat(warnings()).singleElement()
			.extracting((warning) -> warning.line().messageKey())
			.isEqualTo(finding.messageKey());
	}

	private List<ProviderWarning> warnings() {
		return this.warnings.all()
			.stream()
			.filter((warning) -> warning.providerId().equals(this.provider.id()))
			.toList();
	}

	private List<String> events() {
		return this.jdbc.sql("""
				select type from audit_events where type like 'provider.warning%' and details ->> 'provider' = :id
				order by at""").param("id", this.provider.id().toString()).query(String.class).list();
	}

}
