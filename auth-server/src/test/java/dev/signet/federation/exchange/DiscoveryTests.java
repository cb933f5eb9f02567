package dev.signet.federation.exchange;

import java.time.Duration;
import java.util.List;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.federation.TestUpstream;
import dev.signet.federation.call.Deadline;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.provider.Provider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@SignetTest
class DiscoveryTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Discovery discovery;

	@Autowired
	private MutableClock clock;

	private TestUpstream upstream;

	@BeforeEach
	void start() {
		this.upstream = new TestUpstream(this.clock);
	}

	@AfterEach
	void stop() {
		this.upstream.close();
	}

	@Test
	void ofWhenMembersAreOfOddKindsThenItIsOneOrARefusal() {
		Provider provider = this.upstream.provider(this.beans);
		for (Object odd : TestUpstream.ODD) {
			for (String member : List.of("issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint",
					"jwks_uri", "end_session_endpoint", "authorization_response_iss_parameter_supported",
					"id_token_signing_alg_values_supported")) {
				this.upstream.metadata((document) -> document.put(member, odd));
				// What was read before is forgotten by then
				this.clock.advance(Duration.ofDays(1));
				Throwable thrown = catchThrowable(
						() -> this.discovery.of(provider, Deadline.in(Duration.ofSeconds(10))));
				assertThat(thrown).as(member + " is " + odd)
					.satisfiesAnyOf((none) -> assertThat(none).isNull(),
							(trouble) -> assertThat(trouble).isInstanceOf(UpstreamTrouble.class));
			}
		}
	}

}
