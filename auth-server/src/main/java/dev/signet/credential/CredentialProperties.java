package dev.signet.credential;

import java.net.URI;
import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of new passwords, and of how all are stored.
 *
 * @param password what new passwords must be like
 * @param breachCheck whether new passwords are compared with stolen ones
 * @param argon2 cost of one password hash; stored hashes that are cheaper are renewed at
 * the next sign-in
 * @param hashing bound on password hashing, which needs a whole processor core and the
 * memory of one hash for each at a time
 */
@Validated
@ConfigurationProperties("signet.credential")
record CredentialProperties(@DefaultValue @Valid Password password, @DefaultValue @Valid BreachService breachCheck,
		@DefaultValue @Valid Argon2 argon2, @DefaultValue @Valid Hashing hashing) {

	/** How many passwords are hashed at once here. */
	int slots() {
		Runtime here = Runtime.getRuntime();
		return (this.hashing.concurrency() > 0) ? this.hashing.concurrency()
				: slots(here.availableProcessors(), here.maxMemory());
	}

	/**
	 * One for each core, but only as many as half of the heap has room for, so that a
	 * flood of sign-ins on a machine of many cores does not end a small process.
	 */
	int slots(int cores, long heapBytes) {
		return (int) Math.max(1, Math.min(cores, heapBytes / 2 / (this.argon2.memory() * 1024L)));
	}

	/** Memory of how many hashes is kept for the next ones here. */
	int kept() {
		return kept(Runtime.getRuntime().maxMemory());
	}

	/**
	 * As much as leaves two thirds of the heap to everything else: a heap that is nearly
	 * full is tidied up all the time.
	 */
	int kept(long heapBytes) {
		return (int) Math.max(1, heapBytes / 3 / (this.argon2.memory() * 1024L));
	}

	/**
	 * What new passwords must be like (NIST SP 800-63B-4 §3.1.1.2). Passwords that exist
	 * stay as they are.
	 *
	 * @param minLength how many characters a password has at least that is all that its
	 * owner signs in with
	 * @param minLengthWithSecondFactor the same for who has a second factor or must have
	 * one
	 */
	record Password(@DefaultValue("15") @Min(8) @Max(64) int minLength,
			@DefaultValue("8") @Min(8) @Max(64) int minLengthWithSecondFactor) {

		@AssertTrue(
				message = "signet.credential.password.min-length-with-second-factor must not be more than min-length")
		boolean isLessWithSecondFactor() {
			return this.minLengthWithSecondFactor <= this.minLength;
		}

	}

	/**
	 * A service that knows stolen passwords.
	 *
	 * @param url what stands before the five digits that it is told, with a slash at the
	 * end. None: no password is compared
	 */
	record BreachService(@Nullable URI url) {

		@AssertTrue(
				message = "signet.credential.breach-check.url must be an http or https address that ends with a slash, "
						+ "without query or fragment")
		boolean isAddress() {
			return this.url == null
					|| this.url.getHost() != null && this.url.getRawQuery() == null && this.url.getRawFragment() == null
							&& this.url.getPath().endsWith("/") && this.url.toString().matches("(?i)https?://.*");
		}

	}

	/**
	 * Cost of one password hash (Argon2id, RFC 9106).
	 *
	 * @param memory memory in KiB, at least 7168
	 * @param iterations passes over the memory
	 * @param parallelism lanes, each of which may use its own core
	 */
	record Argon2(@DefaultValue("19456") @Min(7168) @Max(1048576) int memory,
			@DefaultValue("2") @Min(1) @Max(100) int iterations, @DefaultValue("1") @Min(1) @Max(16) int parallelism) {
	}

	/**
	 * Bound on password hashing.
	 *
	 * @param concurrency how many passwords are hashed at once; 0 means one for each
	 * processor core, as far as half of the heap has room for them
	 * @param queue how many more may wait for their turn before callers are turned away
	 * @param patience how long one waits for its turn before it is turned away
	 * @param retryAfter when those turned away are told to come back
	 */
	record Hashing(@DefaultValue("0") @PositiveOrZero @Max(1024) int concurrency,
			@DefaultValue("16") @PositiveOrZero @Max(10000) int queue,
			@DefaultValue("2s") @DurationMin(millis = 0) @DurationMax(seconds = 30) Duration patience,
			@DefaultValue("2s") @DurationMin(seconds = 1) @DurationMax(minutes = 5) Duration retryAfter) {

	}

}
