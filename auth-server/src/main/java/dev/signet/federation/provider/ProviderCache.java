package dev.signet.federation.provider;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.signet.node.ChangeListener;
import dev.signet.node.Changes;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Remembers all providers for five seconds, and forgets them at once when a node changed
 * one: there are few, and every sign-in page needs them.
 * <p>
 * Two callers may read them at once. That is on purpose: a caller that waited for
 * another's reading while it holds the last database connection would wait for ever.
 */
@Component
final class ProviderCache implements ChangeListener {

	private static final Duration FRESH = Duration.ofSeconds(5);

	private final PostgresProviders rows;

	private final Changes changes;

	private final AtomicLong drops = new AtomicLong();

	private volatile @Nullable Snapshot snapshot;

	ProviderCache(PostgresProviders rows, Changes changes) {
		this.rows = rows;
		this.changes = changes;
	}

	/** All, by position and name. */
	List<StoredProvider> all() {
		Snapshot known = this.snapshot;
		if (known != null && System.nanoTime() - known.readAt < FRESH.toNanos()) {
			return known.providers;
		}
		long dropsBefore = this.drops.get();
		Snapshot read = new Snapshot(this.rows.all(), System.nanoTime());
		this.snapshot = read;
		if (this.drops.get() != dropsBefore) { // what was read may be older than the drop
			this.snapshot = null;
		}
		return read.providers;
	}

	/**
	 * To be called in each transaction that changes something: this node forgets when the
	 * transaction has ended, however it ended, the others when it was committed.
	 */
	void announce() {
		this.changes.announce(this);
	}

	@Override
	public String topic() {
		return "provider";
	}

	@Override
	public void changed() {
		this.drops.incrementAndGet();
		this.snapshot = null;
	}

	private record Snapshot(List<StoredProvider> providers, long readAt) {
	}

}
