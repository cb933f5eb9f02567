package dev.signet.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.signet.account.AccountId;
import dev.signet.key.KeptSecrets;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes on paper, for the day on which a person has no access to their second factor: ten
 * of 60 bits, each good for once. Only keyed digests are stored, so that a stolen backup
 * says nothing about them (NIST SP 800-63B §3.1.2).
 */
@Component
public class RecoveryCodes {

	/** How many a person gets. */
	public static final int NUMBER = 10;

	/** From here on, people are told to make new ones. */
	public static final int FEW = 3;

	private static final String ALGORITHM = "HmacSHA256";

	private static final int CHARACTERS = 12;

	private final PostgresRecoveryCodes rows;

	private final SecretKeySpec key;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	RecoveryCodes(PostgresRecoveryCodes rows, KeptSecrets secrets, ApplicationEventPublisher events, Clock clock) {
		this.rows = rows;
		this.key = new SecretKeySpec(secrets.of(KeptSecrets.RECOVERY_CODES), ALGORITHM);
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Makes new codes; those from before are worthless.
	 * @return the codes, which nobody can see a second time
	 */
	@Transactional
	public List<String> renew(AccountId accountId) {
		return make(accountId, false);
	}

	/**
	 * Makes the codes that come with the first second factor of a person, as
	 * {@link #renew}.
	 */
	@Transactional
	public List<String> first(AccountId accountId) {
		return make(accountId, true);
	}

	private List<String> make(AccountId accountId, boolean first) {
		List<String> codes = Stream.generate(this::random).distinct().limit(NUMBER).toList();
		this.rows.replace(accountId, codes.stream().map((code) -> digest(accountId, code)).toList(),
				this.clock.instant());
		this.events.publishEvent(new RecoveryCodesMade(accountId, first));
		return codes.stream().map((code) -> code.replaceAll("(.{4})(?!$)", "$1-")).toList();
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

	/** Letters that are in no code are taken for the digits that they look like. */
	private static String plain(String typed) {
		return typed.replaceAll("[\\s-]", "")
			.toUpperCase(Locale.ROOT)
			.replace('O', '0')
			.replace('I', '1')
			.replace('L', '1');
	}

	private String random() {
		byte[] bytes = new byte[(CHARACTERS * 5 + 7) / Byte.SIZE];
		this.random.nextBytes(bytes);
		return Base32.encode(bytes, Base32.READABLE).substring(0, CHARACTERS);
	}

	private byte[] digest(AccountId accountId, String code) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return mac.doFinal((accountId + " " + code).getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

}
