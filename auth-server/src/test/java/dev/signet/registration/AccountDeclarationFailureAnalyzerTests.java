package dev.signet.registration;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class AccountDeclarationFailureAnalyzerTests {

	@Test
	void analyzeWhenRefusedThenNamesKeyAndFix() {
		AccountDeclarationRefused refused = new AccountDeclarationRefused(
				List.of(new DeclarationProblem("signet.account.declared[0].locale", "Do this.")));
		FailureAnalysis analysis = new AccountDeclarationFailureAnalyzer().analyze(new IllegalStateException(refused));
		assertThat(analysis.getDescription()).contains("signet.account.declared[0].locale");
		assertThat(analysis.getAction()).isEqualTo("signet.account.declared[0].locale: Do this.");
	}

}
