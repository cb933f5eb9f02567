package dev.signet.federation.check;

import java.util.ResourceBundle;
import java.util.Set;

import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckLine.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each line of a checklist explains itself. */
class FindingTests {

	private static final Set<String> WORDS = ResourceBundle.getBundle("messages/federation").keySet();

	@ParameterizedTest
	@EnumSource
	void findingThenHasASentenceAndACureWhereOneIsNeeded(Finding finding) {
		CheckLine line = finding.line(Check.KEYS);
		assertThat(WORDS).contains(line.messageKey());
		assertThat(line.cureKey().isPresent())
			.isEqualTo(finding.state() == State.FAILED || finding.state() == State.WARNED)
			.isEqualTo(WORDS.contains(line.messageKey() + ".cure"));
		line.cureKey().ifPresent((key) -> assertThat(WORDS).contains(key));
	}

	@ParameterizedTest
	@EnumSource
	void checkThenHasATitle(Check check) {
		assertThat(WORDS).contains(check.titleKey());
	}

	@Test
	void wordsThenAreOfAFindingOrOfACheck() {
		assertThat(WORDS).filteredOn((key) -> key.startsWith("federation.found."))
			.allMatch((key) -> Set.of(Finding.values())
				.stream()
				.anyMatch((finding) -> key.equals(finding.messageKey()) || key.equals(finding.messageKey() + ".cure")));
	}

}
