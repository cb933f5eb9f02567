package dev.signet.passkey;

import java.util.Base64;
import java.util.Optional;

import dev.signet.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a browser does not prove what it was asked for. Whoever sent it is told
 * no more than that, but for a passkey that nobody has here any more.
 */
public final class PasskeyRefused extends RuntimeException {

	private final transient @Nullable AccountId accountId;

	private final @Nullable String unknown;

	private PasskeyRefused(String reason, @Nullable AccountId accountId, @Nullable String unknown) {
		super(reason);
		this.accountId = accountId;
		this.unknown = unknown;
	}

	PasskeyRefused(String reason, @Nullable AccountId accountId) {
		this(reason, accountId, null);
	}

	PasskeyRefused(Exception reason, @Nullable AccountId accountId) {
		super(reason);
		this.accountId = accountId;
		this.unknown = null;
	}

	PasskeyRefused(String reason) {
		this(reason, null);
	}

	/** Whose passkey the answer names, empty when it names none. */
	public Optional<AccountId> accountId() {
		return Optional.ofNullable(this.accountId);
	}

	/**
	 * The credential id of a passkey that nobody has here, as browsers write it (Web
	 * Authentication Level 3 §5.1.10.2); empty when the answer failed for another reason.
	 */
	public Optional<String> unknown() {
		return Optional.ofNullable(this.unknown);
	}

	static PasskeyRefused unknown(byte[] credentialId) {
		return new PasskeyRefused("Nobody has this passkey", null,
				Base64.getUrlEncoder().withoutPadding().encodeToString(credentialId));
	}

}
