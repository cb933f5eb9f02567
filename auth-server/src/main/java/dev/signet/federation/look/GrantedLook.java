package dev.signet.federation.look;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.trial.Trial;

/** Looks which scopes the last trial brought (RFC 6749 §5.1). It calls nobody. */
final class GrantedLook {

	private final Provider provider;

	private final Lines lines;

	GrantedLook(Provider provider, Lines lines) {
		this.provider = provider;
		this.lines = lines;
	}

	/** Writes the line about it. Who does not say what was granted, has granted all. */
	void look(Optional<Trial> trial) {
		if (trial.isEmpty() || trial.get().version() != this.provider.version()) {
			this.lines.add(Check.GRANTED, Finding.NOT_TRIED);
			return;
		}
		List<String> asked = this.provider.settings().scopes();
		Set<String> granted = trial.get().granted();
		List<String> refused = (granted == null) ? List.of()
				: asked.stream().filter((scope) -> !granted.contains(scope)).toList();
		if (refused.isEmpty()) {
			this.lines.add(Check.GRANTED, Finding.ALL_GRANTED, String.join(", ", asked));
		}
		else {
			this.lines.add(Check.GRANTED, Finding.LESS_GRANTED, String.join(", ", refused));
		}
	}

}
