package dev.signet.federation.look;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.signet.account.AccountId;
import dev.signet.checklist.CheckLine;
import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.provider.ProviderState;
import dev.signet.federation.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GrantedLookTests {

	private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

	private final Provider provider = new Provider(ProviderId.random(), "p", Preset.OPENID_CONNECT,
			Preset.OPENID_CONNECT.defaults(), ProviderState.HIDDEN, true, 3, NOW, NOW, null);

	@Test
	void lookWhenLessWasGrantedThenTellsWhatIsMissing() {
		assertThat(look(trial(3, Set.of("openid", "email"))))
			.isEqualTo(Finding.LESS_GRANTED.line(Check.GRANTED, "profile"));
	}

	@Test
	void lookWhenProviderDoesNotSayWhatItGrantedThenItIsAll() {
		assertThat(look(trial(3, null))).isEqualTo(Finding.ALL_GRANTED.line(Check.GRANTED, "openid, email, profile"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 4 })
	void lookWhenAnotherVersionWasTriedThenSaysSo(int version) {
		assertThat(look(trial(version, null))).isEqualTo(Finding.NOT_TRIED.line(Check.GRANTED));
	}

	private CheckLine look(Trial trial) {
		Lines lines = new Lines();
		new GrantedLook(this.provider, lines).look(Optional.of(trial));
		assertThat(lines.all()).hasSize(1);
		return lines.all().get(0);
	}

	private Trial trial(int version, Set<String> granted) {
		UpstreamPerson person = new UpstreamPerson("https://upstream.example", "s", null, false, Map.of(), null);
		return new Trial(this.provider.id(), version, AccountId.random(), person, null, granted, true, NOW);
	}

}
