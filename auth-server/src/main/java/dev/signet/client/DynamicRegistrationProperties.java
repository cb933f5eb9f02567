package dev.signet.client;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whether clients may register themselves (RFC 7591), and what they may have then.
 *
 * @param mode off, token for those with an initial access token, or open for everybody
 * @param initialAccessTokens tokens that allow a registration. What is taken out of the
 * list allows nothing any more
 * @param scopes what such clients may ask for
 * @param requirePkce whether they must use PKCE; those without a secret always must
 * @param unusedLifetime after how long without use they are removed, at least a day
 * @param mostPerHour how many clients strangers may register or change in an hour
 * @param mostPerHourAndNetwork the same for one IPv4 address or one IPv6 /64 network
 */
@Validated
@ConfigurationProperties("signet.client.registration")
record DynamicRegistrationProperties(@DefaultValue("off") Mode mode,
		@DefaultValue List<@Valid DeclaredToken> initialAccessTokens, @DefaultValue( {
				"openid", "profile", "email", "address", "phone", "offline_access" }) List<String> scopes,
		@DefaultValue("true") boolean requirePkce, @DefaultValue("90d") Duration unusedLifetime,
		@DefaultValue("100") @Min(1) int mostPerHour, @DefaultValue("20") @Min(1) int mostPerHourAndNetwork){

	private static final Duration SHORTEST_UNUSED = Duration.ofDays(1);

	DynamicRegistrationProperties {
		if (unusedLifetime.compareTo(SHORTEST_UNUSED) < 0) {
			throw new IllegalArgumentException(
					"signet.client.registration.unused-lifetime is at least 1d: last use is noted to the hour");
		}
	}

	/** Who may register. */
	enum Mode {

		/** Nobody: there is no such endpoint. */
		OFF,

		/** Who has an initial access token. */
		TOKEN,

		/** Everybody. */
		OPEN

	}

	/**
	 * An initial access token.
	 *
	 * @param name by which the audit trail tells who registered with it
	 * @param token at least 32 characters
	 * @param tokenFile a file that holds the token, instead of token
	 * @param expiresAt from when on it is refused, as 2026-12-31T00:00:00Z
	 * @param uses how many clients may be registered with it; any number when not given
	 */
	record DeclaredToken(@NotBlank String name, @Nullable String token, @Nullable Path tokenFile,
			@Nullable Instant expiresAt, @Nullable @Min(1) Integer uses) {

		/** Without the token. */
		@Override
		public String toString() {
			return "initial access token " + this.name;
		}

	}

}
