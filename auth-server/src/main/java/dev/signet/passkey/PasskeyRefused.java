package dev.signet.passkey;

import java.util.Optional;

import dev.signet.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a browser does not prove what it was asked for. Whoever sent it is told
 * no more than that.
 */
public final class PasskeyRefused extends RuntimeException {

	private final transient @Nullable AccountId accountId;

	PasskeyRefused(String reason, @Nullable AccountId accountId) {
		super(reason);
		this.accountId = accountId;
	}

	PasskeyRefused(Exception reason, @Nullable AccountId accountId) {
		super(reason);
		this.accountId = accountId;
	}

	PasskeyRefused(String reason) {
		this(reason, null);
	}

	/** Whose passkey the answer names, empty when it names none. */
	public Optional<AccountId> accountId() {
		return Optional.ofNullable(this.accountId);
	}

}
