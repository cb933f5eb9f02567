package dev.signet.libraries;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where tests with Node.js run, are skipped, or fail.
 */
class NodeTests {

	@Test
	void demandWhenNewEnoughThenTestsRun() {
		assertThatCode(() -> Node.demand(20, true)).doesNotThrowAnyException();
		assertThatCode(() -> Node.demand(26, false)).doesNotThrowAnyException();
	}

	@Test
	void demandWhenMissingOrTooOldThenDevelopersTestsAreSkippedAndSayWhy() {
		assertThatExceptionOfType(TestAbortedException.class).isThrownBy(() -> Node.demand(0, false))
			.withMessageContaining("no node and npm on the path");
		assertThatExceptionOfType(TestAbortedException.class).isThrownBy(() -> Node.demand(18, false))
			.withMessageContaining("Node.js 18");
	}

	@Test
	void demandWhenMissingInContinuousIntegrationThenFails() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Node.demand(0, true))
			.withMessageContaining("Node.js 20");
	}

}
