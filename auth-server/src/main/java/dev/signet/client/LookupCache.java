package dev.signet.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Remembers look-ups for at most five seconds. What was not found is remembered apart, so
 * that a flood of made-up names cannot push out what is there.
 * <p>
 * Two callers may look up the same key at once. That is on purpose: a caller that waited
 * for another's look-up while it holds the last database connection would wait for ever.
 */
final class LookupCache<K, V> {

	private static final Duration FRESH = Duration.ofSeconds(5);

	private static final int MOST_FOUND = 10_000;

	private static final int MOST_UNKNOWN = 1_000;

	private final Cache<K, V> found;

	private final Cache<K, Boolean> unknown;

	private final AtomicLong drops = new AtomicLong();

	LookupCache(Ticker ticker) {
		this.found = Caffeine.newBuilder().ticker(ticker).expireAfterWrite(FRESH).maximumSize(MOST_FOUND).build();
		this.unknown = Caffeine.newBuilder().ticker(ticker).expireAfterWrite(FRESH).maximumSize(MOST_UNKNOWN).build();
	}

	Optional<V> get(K key, Function<K, Optional<V>> lookup) {
		V remembered = this.found.getIfPresent(key);
		if (remembered != null) {
			return Optional.of(remembered);
		}
		if (this.unknown.getIfPresent(key) != null) {
			return Optional.empty();
		}
		long dropsBefore = this.drops.get();
		Optional<V> value = lookup.apply(key);
		value.ifPresentOrElse((v) -> this.found.put(key, v), () -> this.unknown.put(key, true));
		if (this.drops.get() != dropsBefore) { // what was read may be older than the drop
			this.found.invalidate(key);
			this.unknown.invalidate(key);
		}
		return value;
	}

	/** What is remembered as found; nothing is looked up. */
	Optional<V> remembered(K key) {
		return Optional.ofNullable(this.found.getIfPresent(key));
	}

	/** Forgets everything, also what is being looked up at this moment. */
	void drop() {
		this.drops.incrementAndGet();
		this.found.invalidateAll();
		this.unknown.invalidateAll();
	}

	long size() {
		this.found.cleanUp();
		this.unknown.cleanUp();
		return this.found.estimatedSize() + this.unknown.estimatedSize();
	}

}
