package dev.signet.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LookupCacheTests {

	private final AtomicLong nanos = new AtomicLong();

	private final AtomicInteger lookups = new AtomicInteger();

	private final LookupCache<String, String> cache = new LookupCache<>(this.nanos::get);

	@Test
	void getWhenFoundThenLookedUpOnceInFiveSeconds() {
		assertThat(this.cache.get("a", this::found)).contains("A1");
		this.nanos.addAndGet(Duration.ofMillis(4999).toNanos());
		assertThat(this.cache.get("a", this::found)).contains("A1");
		this.nanos.addAndGet(Duration.ofMillis(1).toNanos());
		assertThat(this.cache.get("a", this::found)).contains("A2");
	}

	@Test
	void getWhenUnknownThenRememberedToo() {
		assertThat(this.cache.get("a", this::unknown)).isEmpty();
		assertThat(this.cache.get("a", this::found)).isEmpty();
		this.nanos.addAndGet(Duration.ofSeconds(5).toNanos());
		assertThat(this.cache.get("a", this::found)).contains("A2");
	}

	@Test
	void getWhenFloodedWithUnknownThenBoundedAndKnownStays() {
		this.cache.get("a", this::found);
		for (int i = 0; i < 20_000; i++) {
			this.cache.get("unknown-" + i, this::unknown);
		}
		assertThat(this.cache.size()).isLessThanOrEqualTo(1001);
		int before = this.lookups.get();
		assertThat(this.cache.get("a", this::found)).contains("A1");
		assertThat(this.lookups).hasValue(before);
	}

	@Test
	void dropWhenLookupIsRunningThenItsResultIsNotKept() {
		String stale = this.cache.get("a", (key) -> {
			this.cache.drop();
			return Optional.of("stale");
		}).orElseThrow();
		assertThat(stale).isEqualTo("stale");
		assertThat(this.cache.get("a", this::found)).contains("A1");
	}

	@Test
	void dropWhenUnknownIsRememberedThenLookedUpAgain() {
		this.cache.get("a", this::unknown);
		this.cache.drop();
		assertThat(this.cache.get("a", this::found)).contains("A2");
	}

	private Optional<String> found(String key) {
		return Optional.of(key.toUpperCase() + this.lookups.incrementAndGet());
	}

	private Optional<String> unknown(String key) {
		this.lookups.incrementAndGet();
		return Optional.empty();
	}

}
