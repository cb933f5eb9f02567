package dev.signet.key;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the master key and of the rotation of signing keys.
 *
 * @param masterKey the master key: 32 random bytes in Base64, such as
 * {@code openssl rand -base64 32} prints. The same on every node, kept apart from the
 * database's backups; without it the stored keys cannot be read
 * @param masterKeyFile a file that holds the master key, in place of the value
 * @param signingPeriod how long one key signs before the next takes its place
 * @param publishedBefore how long the next key is published before it signs: at least as
 * long as clients cache the key set
 * @param publishedAfter how long a key is published after it last signed: at least as
 * long as the longest token it signed lives
 * @param refreshInterval how often a node looks for keys changed by another node
 */
@Validated
@ConfigurationProperties("signet.key")
record KeyProperties(@Nullable String masterKey, @Nullable Path masterKeyFile,
		@DefaultValue("30d") Duration signingPeriod, @DefaultValue("1d") Duration publishedBefore,
		@DefaultValue("7d") Duration publishedAfter, @DefaultValue("5s") Duration refreshInterval) {

	@AssertTrue(message = "signet.key.signing-period must be positive and at least signet.key.published-before, "
			+ "which must not be negative; or no key is ever ready to take over")
	boolean isNextKeyReadyInTime() {
		return this.signingPeriod.toMillis() > 0 && !this.publishedBefore.isNegative()
				&& this.publishedBefore.compareTo(this.signingPeriod) <= 0;
	}

	@AssertTrue(message = "signet.key.published-after must not be negative")
	boolean isPublishedAfterPossible() {
		return !this.publishedAfter.isNegative();
	}

	@AssertTrue(message = "signet.key.refresh-interval must be positive")
	boolean isRefreshIntervalPossible() {
		return this.refreshInterval.toMillis() > 0;
	}

	/** Without the master key. */
	@Override
	public String toString() {
		return "KeyProperties[signingPeriod=" + this.signingPeriod + ", publishedBefore=" + this.publishedBefore
				+ ", publishedAfter=" + this.publishedAfter + "]";
	}

}
