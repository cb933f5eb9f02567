package dev.signet.key;

import java.security.Provider;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * The keys of this server, published as its JWK Set (RFC 7517 §5, OpenID Connect Core 1.0
 * §10.1.1). Private parts never leave it.
 * <p>
 * The ring is read in the background: signing, verifying and publishing run no statement,
 * and go on while the database is away. Only a token of an unknown key waits for a look.
 */
public final class KeyRing implements JWKSource<SecurityContext>, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(KeyRing.class);

	private static final Duration START_PATIENCE = Duration.ofSeconds(30);

	/** So that made-up key ids cannot have the ring read all the time. */
	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

	/** RFC 7638 §3. */
	private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

	private final PostgresSigningKeys keys;

	private final KeyRotation rotation;

	private final KeyProperties properties;

	private final @Nullable Provider provider;

	private volatile Ring ring = Ring.EMPTY;

	private final Object looking = new Object();

	private long lastLook = System.nanoTime();

	private volatile @Nullable ScheduledExecutorService refresher;

	KeyRing(PostgresSigningKeys keys, KeyRotation rotation, KeyProperties properties, @Nullable Provider provider) {
		this.keys = keys;
		this.rotation = rotation;
		this.properties = properties;
		this.provider = provider;
	}

	/** The published keys that match, without their private parts. */
	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
		return selector.select(this.ring.published());
	}

	/** What clients may see: the next, the active and the retiring keys. */
	public JWKSet publicKeys() {
		return this.ring.published();
	}

	/** Whether a key is published, so that what it signed counts. */
	public boolean publishes(String keyId) {
		return this.ring.key(keyId).isPresent();
	}

	/** All keys that there ever were, the newest state first. */
	public List<KeyEntry> entries() {
		return this.keys.entries();
	}

	/** What this server signs with. */
	public Set<SigningAlgorithm> algorithms() {
		return this.properties.algorithms();
	}

	/**
	 * The id of the key that signs.
	 * @param algorithm a signature algorithm (RFC 7518 §3.1)
	 * @throws IllegalArgumentException when this server does not sign with it
	 */
	public String activeKeyId(String algorithm) {
		return SigningAlgorithm.named(algorithm)
			.flatMap(this::signing)
			.map(RingKey::id)
			.orElseThrow(() -> new IllegalArgumentException("No key signs with " + algorithm));
	}

	/** The key that signs, if this server signs with this algorithm. */
	Optional<RingKey> signing(SigningAlgorithm algorithm) {
		return this.properties.algorithms().contains(algorithm) ? this.ring.signing(algorithm) : Optional.empty();
	}

	/**
	 * Whether a published key signed this, with the key's own algorithm (RFC 8725 §3.1)
	 * and without any critical header, as we have none.
	 */
	public boolean verifies(JWSObject token) {
		return verifies(token, this::find);
	}

	/**
	 * Whether any key of this server signed this, also one that is not published any
	 * more. A token that only tells whom it was about may be that old; a withdrawn key
	 * never counts.
	 */
	public boolean everSigned(JWSObject token) {
		return verifies(token, (keyId) -> this.ring.key(keyId).or(() -> stored(keyId)));
	}

	private static boolean verifies(JWSObject token, Function<String, Optional<RingKey>> keys) {
		JWSHeader header = token.getHeader();
		if (header.getKeyID() == null || header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
			return false;
		}
		return keys.apply(header.getKeyID()).filter((key) -> verifies(token, key)).isPresent();
	}

	/** Nimbus decodes in constant time, which is slow and of use for secrets only. */
	private static boolean verifies(JWSObject token, RingKey key) {
		if (!token.getHeader().getAlgorithm().equals(key.algorithm().jws())) {
			return false;
		}
		try {
			return key.verify(token.getSigningInput(), Base64.getUrlDecoder().decode(token.getSignature().toString()));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * A key not known yet may be one that another node has just made, so it is looked for
	 * once before its token is refused.
	 */
	private Optional<RingKey> find(String keyId) {
		Optional<RingKey> key = this.ring.key(keyId);
		if (key.isEmpty()) {
			lookAgain(System.nanoTime());
			key = this.ring.key(keyId);
		}
		return key;
	}

	/**
	 * One look-up by the primary key, and none for what cannot be an id of ours. Made-up
	 * ids are not held back: each costs no more than a made-up token.
	 */
	private Optional<RingKey> stored(String keyId) {
		if (!THUMBPRINT.matcher(keyId).matches()) {
			return Optional.empty();
		}
		return this.keys.find(keyId)
			.filter((key) -> key.state() != SigningKey.State.WITHDRAWN)
			.map((key) -> new RingKey(key, this.provider));
	}

	/** Of many that ask at once, one looks for all. */
	private void lookAgain(long asked) {
		synchronized (this.looking) {
			if (this.lastLook - asked < 0) {
				LockSupport.parkNanos(this.lastLook + BETWEEN_LOOKS.toNanos() - System.nanoTime());
				this.lastLook = System.nanoTime();
				quietly(this::load);
			}
		}
	}

	/**
	 * Lets the next key of each algorithm sign now, although its time has not come.
	 * @throws PessimisticLockingFailureException when other nodes keep changing the keys
	 */
	public void rotate() {
		rotate(algorithms());
	}

	/**
	 * Lets the next key of these algorithms sign now, although its time has not come.
	 * @throws PessimisticLockingFailureException when other nodes keep changing the keys
	 */
	public void rotate(Set<SigningAlgorithm> algorithms) {
		this.rotation.run(algorithms, null);
		load();
	}

	/**
	 * Lets the next key of each algorithm sign now, because somebody asked for it.
	 * @param by the account of who did
	 * @throws PessimisticLockingFailureException when other nodes keep changing the keys
	 */
	public void rotate(UUID by) {
		this.rotation.run(algorithms(), by);
		load();
	}

	/**
	 * Withdraws a key that may have leaked: it is no longer published, and this server
	 * refuses what it signed, other nodes as soon as they hear of it or refresh. If it is
	 * the one that signs, the next one does from now on. To do so again changes nothing.
	 * @param keyId the {@code kid}
	 * @param by the account of who asked for it, or null
	 * @return whether there is such a key
	 * @throws PessimisticLockingFailureException when other nodes keep changing the keys
	 */
	public boolean withdraw(String keyId, @Nullable UUID by) {
		boolean known = this.rotation.withdraw(keyId, by);
		load();
		return known;
	}

	/** Does what is due, unless another node is at it, and reads the ring again. */
	void refresh() {
		if (this.rotation.isDue(load())) {
			this.rotation.runIfFree();
			load();
		}
	}

	/** Reads the ring again in the background: another node has changed it. */
	void refreshSoon() {
		ScheduledExecutorService executor = this.refresher;
		if (executor != null) {
			executor.execute(() -> quietly(this::load));
		}
	}

	/** One at a time, so that an older reading never takes the place of a newer one. */
	private synchronized List<SigningKey> load() {
		List<SigningKey> published = this.keys.published();
		this.ring = this.ring.with(published, this.provider);
		return published;
	}

	@Override
	public void start() {
		patiently(this::makeFirstKeys);
		for (String keyId : this.properties.withdrawn()) {
			patiently(() -> withdrawAsAsked(keyId));
		}
		load();
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(KeyRing::thread);
		long pause = this.properties.refreshInterval().toMillis();
		executor.scheduleWithFixedDelay(() -> quietly(this::refresh), pause, pause, TimeUnit.MILLISECONDS);
		this.refresher = executor;
	}

	/** Of many nodes that start for the first time at once, one makes the keys. */
	private void makeFirstKeys() {
		if (!this.rotation.isComplete(load())) {
			this.rotation.run(Set.of(), null);
		}
	}

	private void withdrawAsAsked(String keyId) {
		if (!this.rotation.withdraw(keyId, null)) {
			throw new UnknownKey(keyId);
		}
	}

	/** Tries again while another node has the lock. */
	private static void patiently(Runnable change) {
		long deadline = System.nanoTime() + START_PATIENCE.toNanos();
		while (true) {
			try {
				change.run();
				return;
			}
			catch (PessimisticLockingFailureException ex) {
				if (System.nanoTime() - deadline > 0) {
					throw ex;
				}
			}
		}
	}

	private static void quietly(Runnable reading) {
		try {
			reading.run();
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
