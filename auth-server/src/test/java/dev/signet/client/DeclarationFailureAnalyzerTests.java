package dev.signet.client;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class DeclarationFailureAnalyzerTests {

	@Test
	void analyzeWhenRefusedThenNamesKeyRuleValueAndFix() {
		DeclarationRefused refused = new DeclarationRefused(
				List.of(new ClientProblem("signet.client.declared[0].redirect-uris", "The rule.", "http://x", "do y")));
		FailureAnalysis analysis = new DeclarationFailureAnalyzer().analyze(new IllegalStateException(refused));
		assertThat(analysis.getDescription()).contains("signet.client.declared[0].redirect-uris", "The rule.",
				"Came: http://x");
		assertThat(analysis.getAction()).isEqualTo("signet.client.declared[0].redirect-uris: do y");
	}

}
