package dev.signet.credential;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.signet.credential.CredentialProperties.Hashing;

/**
 * Lets a bounded number of callers hash at once and a bounded number wait, first come
 * first served, so that a flood of sign-ins costs neither all memory nor all cores. Those
 * beyond it are turned away at once.
 */
final class HashingGate {

	private final Semaphore slots;

	/** The slots and the queue before them. */
	private final Semaphore places;

	private final Hashing settings;

	HashingGate(int slots, Hashing settings) {
		this.slots = new Semaphore(slots, true);
		this.places = new Semaphore(slots + settings.queue());
		this.settings = settings;
	}

	/**
	 * Does the work in its turn.
	 * @throws HashingBusy when there is no place left, or the turn does not come
	 */
	<T> T pass(Supplier<T> work) {
		if (!this.places.tryAcquire()) {
			throw busy();
		}
		try {
			awaitTurn();
			try {
				return work.get();
			}
			finally {
				this.slots.release();
			}
		}
		finally {
			this.places.release();
		}
	}

	private void awaitTurn() {
		try {
			if (!this.slots.tryAcquire(this.settings.patience().toNanos(), TimeUnit.NANOSECONDS)) {
				throw busy();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw busy();
		}
	}

	private HashingBusy busy() {
		return new HashingBusy(this.settings.retryAfter());
	}

}
