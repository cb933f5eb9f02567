package dev.signet.linking;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.TestAccounts;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryPerson;
import dev.signet.directory.DirectorySettings;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.secret.Sha256;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@SignetTest
class PostgresArrivalsTests {

	private final byte[] browser = Sha256.of(UUID.randomUUID().toString());

	@Autowired
	private PostgresArrivals rows;

	@Autowired
	private BeanFactory beans;

	@Autowired
	private MutableClock clock;

	@Test
	void findThenIsAllThatWasKept() {
		try (TestUpstream upstream = new TestUpstream(this.clock)) {
			Provider provider = upstream.provider(this.beans);
			URI endSession = upstream.at("/end?kind=all");
			for (URI place : new URI[] { endSession, null }) {
				Arrival arrival = arrival(provider, place);
				this.rows.insert(arrival, this.browser);
				assertThat(this.rows.find(arrival.id(), this.browser, arrival.purpose(), arrival.begunAt()))
					.contains(arrival);
				UpstreamAnswer answer = arrival.answer(provider);
				assertThat(answer.person()).isEqualTo(arrival.person());
				assertThat(answer.endSession()).isEqualTo(place);
			}
		}
	}

	@Test
	void addressProvedWhenAnotherCodeWentElsewhereMeanwhileThenNot() {
		try (TestUpstream upstream = new TestUpstream(this.clock)) {
			Arrival arrival = arrival(upstream.provider(this.beans), null);
			this.rows.insert(arrival, this.browser);
			EmailAddress first = new EmailAddress("ada@first.example");
			EmailAddress second = new EmailAddress("ada@second.example");
			this.rows.await(arrival.id(), this.browser, "ada", first, Sha256.of("one"), arrival.begunAt());
			this.rows.await(arrival.id(), this.browser, "ada", second, Sha256.of("two"), arrival.begunAt());
			assertThat(this.rows.addressProved(arrival.id(), this.browser, first, arrival.begunAt())).isFalse();
			assertThat(this.rows.addressProved(arrival.id(), this.browser, second, arrival.begunAt())).isTrue();
		}
	}

	/** Who gives a password at that moment waits after all others are gone. */
	@Test
	void insertWhenTheDirectoryWasChangedSinceThePasswordThenTheyAreOfNowhere() {
		try (TestDirectoryServer server = new TestDirectoryServer()) {
			DirectorySettings settings = TestDirectories.settings(server);
			Directory asked = TestDirectories.enabled(this.beans, settings);
			Arrival before = arrival(asked, asked.version());
			this.rows.insert(before, this.browser);
			assertThat(origin(before)).isPresent();
			TestDirectories.change(this.beans, asked,
					new DirectorySettings("Another name", settings.server(), settings.people(), settings.groups(),
							settings.names(), settings.accounts(), settings.passwordPage()),
					this.beans.getBean(Accounts.class).register(TestAccounts.someone()).id());
			assertThat(this.rows.find(before.id(), this.browser, before.purpose(), before.begunAt())).isEmpty();
			Arrival late = arrival(asked, asked.version());
			Arrival unknown = arrival(asked, null);
			this.rows.insert(late, this.browser);
			this.rows.insert(unknown, this.browser);
			assertThat(origin(late)).isEmpty();
			assertThat(origin(unknown)).as("of a node of the version before").isPresent();
			TestDirectories.disable(this.beans, asked);
		}
	}

	private Optional<Origin> origin(Arrival arrival) {
		Arrival kept = this.rows.find(arrival.id(), this.browser, arrival.purpose(), arrival.begunAt()).orElseThrow();
		assertThat(kept).isEqualTo(arrival);
		return this.beans.getBean(Origins.class).of(kept);
	}

	private Arrival arrival(Directory directory, @Nullable Integer version) {
		DirectoryPerson person = new DirectoryPerson(UUID.randomUUID().toString(), "ada", "ada", null, null, null,
				Set.of(), true);
		return new Arrival(UUID.randomUUID(), Arrival.Purpose.CREATE, null, directory.id(), version,
				DirectoryClaims.upstreamPerson(directory, person), null, null, null, null, false, null, null, false,
				now());
	}

	private Instant now() {
		return Instant.ofEpochSecond(this.clock.instant().getEpochSecond());
	}

	private Arrival arrival(Provider provider, URI endSession) {
		UpstreamPerson person = new UpstreamPerson("https://upstream.example", "ada", "ada@upstream.example", true,
				Map.of("name", "Ada"), "one");
		return new Arrival(UUID.randomUUID(), Arrival.Purpose.CREATE, provider.id(), null, null, person, endSession,
				null, UUID.randomUUID(), "/account", true, null, null, false, now());
	}

}
