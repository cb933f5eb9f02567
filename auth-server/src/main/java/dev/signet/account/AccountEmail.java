package dev.signet.account;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One address of an account. Exactly one of them is the main one.
 *
 * @param id what names it in the table
 * @param address as it was typed
 * @param addressNormalised as it is compared
 * @param main whether it is the main one
 * @param verifiedAt when the person was seen to read mail there; null for not yet
 * @param createdAt when it was added
 */
record AccountEmail(UUID id, String address, String addressNormalised, boolean main, @Nullable Instant verifiedAt,
		Instant createdAt) {

	AccountEmail(EmailAddress address, boolean main, @Nullable Instant verifiedAt, Instant createdAt) {
		this(UUID.randomUUID(), address.value(), address.normalised(), main, verifiedAt, createdAt);
	}

	AccountEmail verified(Instant now) {
		return new AccountEmail(this.id, this.address, this.addressNormalised, this.main, now, this.createdAt);
	}

	AccountEmail doubted() {
		return new AccountEmail(this.id, this.address, this.addressNormalised, this.main, null, this.createdAt);
	}

}
