package dev.signet.key;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.signet.key.SigningKey.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * The keys of this server, published as its JWK Set (RFC 7517 §5, OpenID Connect Core 1.0
 * §10.1.1). Only the one that signs carries its private part.
 * <p>
 * The ring is read in the background, so no request waits for it: signing and publishing
 * run no statement, and go on while the database is away.
 */
public final class KeyRing implements JWKSource<SecurityContext>, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(KeyRing.class);

	private static final Duration START_PATIENCE = Duration.ofSeconds(30);

	private final PostgresSigningKeys keys;

	private final KeyRotation rotation;

	private final Duration refreshInterval;

	private volatile JWKSet ring = new JWKSet();

	private volatile @Nullable ScheduledExecutorService refresher;

	KeyRing(PostgresSigningKeys keys, KeyRotation rotation, Duration refreshInterval) {
		this.keys = keys;
		this.rotation = rotation;
		this.refreshInterval = refreshInterval;
	}

	/** The keys that match; used for signing, verifying and publishing alike. */
	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
		return selector.select(this.ring);
	}

	/** What clients may see: the next, the active and the retiring keys. */
	public JWKSet publicKeys() {
		return this.ring.toPublicJWKSet();
	}

	/**
	 * The id of the key that signs.
	 * @param algorithm a signature algorithm (RFC 7518 §3.1)
	 * @throws IllegalArgumentException when this server does not sign with it
	 */
	public String activeKeyId(String algorithm) {
		return this.ring.getKeys()
			.stream()
			.filter((key) -> key.isPrivate() && algorithm.equals(key.getAlgorithm().getName()))
			.map(JWK::getKeyID)
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No key signs with " + algorithm));
	}

	/**
	 * Lets the next key sign now, although its time has not come.
	 * @throws PessimisticLockingFailureException when other nodes keep changing the keys
	 */
	public void rotate() {
		this.rotation.run(true);
		load();
	}

	/** Does what is due, unless another node is at it, and reads the ring again. */
	void refresh() {
		if (this.rotation.isDue(load())) {
			this.rotation.runIfFree();
			load();
		}
	}

	private List<SigningKey> load() {
		List<SigningKey> published = this.keys.published();
		this.ring = new JWKSet(published.stream().map(KeyRing::visible).toList());
		return published;
	}

	private static JWK visible(SigningKey key) {
		return (key.state() == State.ACTIVE) ? key.jwk() : key.jwk().toPublicJWK();
	}

	@Override
	public void start() {
		awaitFirstKeys();
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(KeyRing::thread);
		long pause = this.refreshInterval.toMillis();
		executor.scheduleWithFixedDelay(this::refreshQuietly, pause, pause, TimeUnit.MILLISECONDS);
		this.refresher = executor;
	}

	/** Of many nodes that start for the first time at once, one makes the keys. */
	private void awaitFirstKeys() {
		long deadline = System.nanoTime() + START_PATIENCE.toNanos();
		while (!KeyRotation.isComplete(load())) {
			try {
				this.rotation.run(false);
			}
			catch (PessimisticLockingFailureException ex) {
				if (System.nanoTime() > deadline) {
					throw ex;
				}
			}
		}
	}

	private void refreshQuietly() {
		try {
			refresh();
		}
		catch (RuntimeException ex) {
			logger.warn("The signing keys cannot be read; going on with those known: {}", ex.toString());
		}
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "key-ring");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void stop() {
		ScheduledExecutorService executor = this.refresher;
		if (executor != null) {
			executor.shutdown();
			this.refresher = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.refresher != null;
	}

	/** Early, so that the keys are there before the first request and after the last. */
	@Override
	public int getPhase() {
		return 0;
	}

}
