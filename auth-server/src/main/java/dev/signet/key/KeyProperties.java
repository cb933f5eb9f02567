package dev.signet.key;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

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
 * @param previousMasterKey the master key before, for the start at which it is changed
 * @param previousMasterKeyFile a file that holds the master key before
 * @param signingPeriod how long one key signs before the next takes its place
 * @param publishedBefore how long the next key is published before it signs: at least as
 * long as clients cache the key set
 * @param publishedAfter how long a key is published after it last signed: at least as
 * long as the longest token it signed lives
 * @param refreshInterval how often a node looks for keys changed by another node
 * @param algorithms what this server signs with, each with keys of its own. RS256 is
 * among them, because every client may count on it (OpenID Connect Core 1.0 §15.1)
 * @param rotateAt a moment at which keys that signed before it give way to the next ones,
 * although their time has not come; once, however often and on however many nodes it is
 * read
 * @param withdrawn ids of keys that may have leaked: withdrawn at the start, once
 * @param nativeCryptography whether to sign with the Amazon Corretto Crypto Provider
 * where it runs, and not with the JDK
 */
@Validated
@ConfigurationProperties("signet.key")
record KeyProperties(@Nullable String masterKey, @Nullable Path masterKeyFile, @Nullable String previousMasterKey,
		@Nullable Path previousMasterKeyFile, @DefaultValue("30d") Duration signingPeriod,
		@DefaultValue("1d") Duration publishedBefore, @DefaultValue("7d") Duration publishedAfter,
		@DefaultValue("5s") Duration refreshInterval, @DefaultValue( {
				"RS256", "PS256", "ES256", "EdDSA" }) Set<SigningAlgorithm> algorithms,
		@Nullable Instant rotateAt, @DefaultValue List<String> withdrawn,
		@DefaultValue("true") boolean nativeCryptography){

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

	@AssertTrue(message = "signet.key.algorithms must contain RS256, which every OpenID Connect client may count on")
	boolean isMandatoryAlgorithmIncluded() {
		return this.algorithms.contains(SigningAlgorithm.RS256);
	}

	/** Without the master keys. */
	@Override
	public String toString() {
		return "KeyProperties[signingPeriod=" + this.signingPeriod + ", publishedBefore=" + this.publishedBefore
				+ ", publishedAfter=" + this.publishedAfter + ", algorithms=" + this.algorithms + "]";
	}

}
