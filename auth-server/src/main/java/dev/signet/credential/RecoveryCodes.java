package dev.signet.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.key.KeptSecrets;
import dev.signet.key.TimedSeals;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes on paper, for the day on which a person has no access to their second factor: ten
 * of 60 bits, each good for once. Only keyed digests are stored, so that a stolen backup
 * says nothing about them (NIST SP 800-63B §3.1.2).
 * <p>
 * The form that makes them carries the seed of which they are made, encrypted. So a form
 * that is sent twice shows the same codes twice, and nothing from which they could be
 * made again stays here.
 */
@Component
public class RecoveryCodes {

	/** How many a person gets. */
	public static final int NUMBER = 10;

	/** From here on, people are told to make new ones. */
	public static final int FEW = 3;

	private static final String ALGORITHM = "HmacSHA256";

	private static final int CHARACTERS = 12;

	/** How long the form that makes codes may be open. */
	private static final Duration OFFERED = Duration.ofMinutes(30);

	private static final int SEED_LENGTH = 32;

	private final PostgresRecoveryCodes rows;

	private final Accounts accounts;

	private final TimedSeals seals;

	private final SecretKeySpec key;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	RecoveryCodes(PostgresRecoveryCodes rows, Accounts accounts, TimedSeals seals, KeptSecrets secrets,
			ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.accounts = accounts;
		this.seals = seals;
		this.key = new SecretKeySpec(secrets.of(KeptSecrets.RECOVERY_CODES), ALGORITHM);
		this.events = events;
		this.clock = clock;
	}

	/**
	 * What the form carries that makes new codes, for this account, for half an hour.
	 * Nothing is stored, and the codes from before still count.
	 */
	public String offer(AccountId accountId) {
		byte[] seed = new byte[SEED_LENGTH];
		this.random.nextBytes(seed);
		return this.seals.seal(seed, offered(accountId));
	}

	/**
	 * Makes the codes of a form; those from before are worthless. Of a form that is sent
	 * again, as by a double click, they are the same, and nothing changes.
	 * @return the codes, which only this form can show; empty when it is too old, when it
	 * is older than the codes that count, and when it is none
	 */
	@Transactional
	public Optional<List<String>> make(AccountId accountId, String offer) {
		this.accounts.hold(accountId);
		return this.seals.open(offer, offered(accountId), OFFERED).flatMap((opened) -> make(accountId, opened));
	}

	private Optional<List<String>> make(AccountId accountId, TimedSeals.Opened offer) {
		List<String> codes = codes(offer.plain());
		List<byte[]> digests = codes.stream().map((code) -> digest(accountId, code)).toList();
		if (!this.rows.containAny(accountId, digests)) {
			if (this.rows.madeAt(accountId).map(RecoveryCodes::toMillis).filter(offer.at()::isBefore).isPresent()) {
				return Optional.empty();
			}
			this.rows.replace(accountId, digests, this.clock.instant());
			this.events.publishEvent(new RecoveryCodesMade(accountId));
		}
		return Optional.of(codes.stream().map((code) -> code.replaceAll("(.{4})(?!$)", "$1-")).toList());
	}

	/** As a form tells it: what is shown in the same moment is not older. */
	private static Instant toMillis(Instant moment) {
		return moment.truncatedTo(ChronoUnit.MILLIS);
	}

	private static String offered(AccountId accountId) {
		return "recovery codes offered to " + accountId;
	}

	/** How many an account has left. */
	public int left(AccountId accountId) {
		return this.rows.count(accountId);
	}

	/**
	 * Whether this is a code that is left; it is used by this. Of many who present it at
	 * once one is right.
	 * @param typed in any case, with blanks or hyphens anywhere
	 */
	@Transactional
	public boolean use(AccountId accountId, String typed) {
		String code = plain(typed);
		if (code.length() != CHARACTERS || !this.rows.delete(accountId, digest(accountId, code))) {
			return false;
		}
		this.events.publishEvent(new RecoveryCodeUsed(accountId, this.rows.count(accountId)));
		return true;
	}

	/** Takes all codes away. */
	@Transactional
	public void remove(AccountId accountId) {
		this.rows.replace(accountId, List.of(), this.clock.instant());
	}

	/** Takes them away if they were made after a moment. */
	public void removeMadeAfter(AccountId accountId, Instant moment) {
		this.rows.deleteMadeAfter(accountId, moment);
	}

	/** Letters that are in no code are taken for the digits that they look like. */
	private static String plain(String typed) {
		return typed.replaceAll("[\\s-]", "")
			.toUpperCase(Locale.ROOT)
			.replace('O', '0')
			.replace('I', '1')
			.replace('L', '1');
	}

	/** Two of them are never the same: by chance that is one in 10^16. */
	private static List<String> codes(byte[] seed) {
		return IntStream.range(0, NUMBER)
			.mapToObj((number) -> Base32
				.encode(mac(new SecretKeySpec(seed, ALGORITHM), "code " + number), Base32.READABLE)
				.substring(0, CHARACTERS))
			.toList();
	}

	private byte[] digest(AccountId accountId, String code) {
		return mac(this.key, accountId + " " + code);
	}

	private static byte[] mac(SecretKeySpec key, String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

}
