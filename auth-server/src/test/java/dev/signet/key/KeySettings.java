package dev.signet.key;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Settings for tests: RS256 only, and a ring that is read when a test asks. */
final class KeySettings {

	private Set<SigningAlgorithm> algorithms = Set.of(SigningAlgorithm.RS256);

	private Duration refreshInterval = Duration.ofHours(1);

	private @Nullable Instant rotateAt;

	private List<String> withdrawn = List.of();

	KeySettings algorithms(SigningAlgorithm... algorithms) {
		this.algorithms = new LinkedHashSet<>(List.of(algorithms));
		return this;
	}

	KeySettings refreshInterval(Duration refreshInterval) {
		this.refreshInterval = refreshInterval;
		return this;
	}

	KeySettings rotateAt(Instant rotateAt) {
		this.rotateAt = rotateAt;
		return this;
	}

	KeySettings withdrawn(String... withdrawn) {
		this.withdrawn = List.of(withdrawn);
		return this;
	}

	KeyProperties build() {
		return new KeyProperties(null, null, null, null, Duration.ofDays(30), Duration.ofDays(1), Duration.ofDays(7),
				this.refreshInterval, this.algorithms, this.rotateAt, this.withdrawn, true);
	}

}
