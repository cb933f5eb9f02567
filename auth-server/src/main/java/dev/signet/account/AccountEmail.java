package dev.signet.account;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * One address of an account. Exactly one of them is the main one.
 */
@Entity
@Table(name = "account_emails")
class AccountEmail {

	@Id
	private UUID id;

	private String address;

	private String addressNormalised;

	private boolean main;

	private @Nullable Instant verifiedAt;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected AccountEmail() {
	}

	AccountEmail(EmailAddress address, boolean main, @Nullable Instant verifiedAt, Instant createdAt) {
		this.id = UUID.randomUUID();
		this.address = address.value();
		this.addressNormalised = address.normalised();
		this.main = main;
		this.verifiedAt = verifiedAt;
		this.createdAt = createdAt;
	}

	UUID id() {
		return this.id;
	}

	String address() {
		return this.address;
	}

	String addressNormalised() {
		return this.addressNormalised;
	}

	boolean isMain() {
		return this.main;
	}

	@Nullable Instant verifiedAt() {
		return this.verifiedAt;
	}

	void verified(Instant now) {
		this.verifiedAt = now;
	}

	Instant createdAt() {
		return this.createdAt;
	}

}
