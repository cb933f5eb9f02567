package dev.signet.linking;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.EmailAddress;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.secret.Sha256;
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

	private Arrival arrival(Provider provider, URI endSession) {
		UpstreamPerson person = new UpstreamPerson("https://upstream.example", "ada", "ada@upstream.example", true,
				Map.of("name", "Ada"), "one");
		return new Arrival(UUID.randomUUID(), Arrival.Purpose.CREATE, provider.id(), null, person, endSession, null,
				UUID.randomUUID(), "/account", true, null, null, false,
				Instant.ofEpochSecond(this.clock.instant().getEpochSecond()));
	}

}
