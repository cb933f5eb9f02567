package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Grants have identifiers in the order of time (RFC 9562 §5.7), so that the database adds
 * a new one at the end of each index, and not to any page of it.
 */
@SignetTest
class GrantIdentifierTests {

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	private Account person;

	@BeforeEach
	void setUp() {
		this.person = this.actors.person("USER");
	}

	@Test
	void codeWhenIssuedLaterThenItsGrantComesAfter() {
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.consented(this.person, app);
		assertThat(threeGrants(() -> app.redeem(app.code(browser)))).isSorted();
	}

	@Test
	void deviceWhenAllowedLaterThenItsGrantComesAfter() {
		RelyingParty app = this.actors.app(TestClients.publicNative().grantTypes(TestDevice.GRANT_TYPE));
		Browser browser = this.actors.signedIn(this.person);
		assertThat(threeGrants(() -> {
			TestDevice device = new TestDevice(app);
			device.begin();
			device.allow(browser);
			return device.poll();
		})).isSorted();
	}

	private List<String> threeGrants(Supplier<RelyingParty.Answer> tokens) {
		List<String> grants = Stream.generate(() -> {
			this.clock.advance(Duration.ofMillis(1));
			return (String) RelyingParty.claims(tokens.get().accessToken()).get("grant_id");
		}).limit(3).toList();
		assertThat(grants).doesNotHaveDuplicates()
			.allSatisfy((grant) -> assertThat(UUID.fromString(grant).version()).isEqualTo(7));
		return grants;
	}

}
