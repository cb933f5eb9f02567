package dev.signet.flow;

import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.signet.SignetTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The public list of bad inputs, row by row, against the running server. What a row means
 * besides its answer is checked by {@link Scene#refused}.
 */
@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTests {

	@Autowired
	private BeanFactory beans;

	/** The actors of all rows that leave them as they are. */
	private Scene usual;

	@Autowired
	private ThreadPoolTaskScheduler scheduler;

	@BeforeAll
	void setUp() {
		// A sweep between two checksums would look like a change
		this.scheduler.stop();
		this.usual = new Scene(this.beans);
		// Long before the rows that wait for their end
		this.usual.slowClients();
		assertThat(Footprint.of(this.usual.jdbc()).tables()).containsKeys("accounts", "clients", "consents", "grants",
				"pending_requests", "refresh_tokens", "sessions", "signin_attempts", "signing_keys");
	}

	@AfterAll
	void tearDown() {
		this.scheduler.start();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void sendWhenInputIsBadThenRefusedAndNothingChanges(BadInput row) throws Exception {
		row.attemptAmong(this.usual);
	}

	static Stream<BadInput> sendWhenInputIsBadThenRefusedAndNothingChanges() {
		Stream<Supplier<Stream<BadInput>>> sections = Stream.of(BadRedirectUris::rows, BadAuthorizationRequests::rows,
				BadTokenRequests::rows, BadTimes::rows, BadRefreshTokens::rows, BadDevices::rows, BadExchanges::rows,
				BadBearerTokens::rows, BadBlanks::rows, BadClientMetadata::rows, ThingsNotOffered::rows,
				BadSignIns::rows, BadRegistrations::rows, BadCallbacks::rows, BadTransport::rows);
		return sections.flatMap(Supplier::get);
	}

}
