package dev.signet.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.client.ClientUse;
import org.jspecify.annotations.Nullable;

/**
 * The use of a client as the API shows it; what there is not is left out.
 *
 * @param clientId the client
 * @param lastUsedAt when a request named it last, to the hour
 * @param secrets its secrets, the oldest first
 * @param issued how often it got tokens, the newest day first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClientUseView(@JsonProperty("client_id") String clientId,
		@JsonProperty("last_used_at") @Nullable Instant lastUsedAt, List<SecretView> secrets, List<IssuedView> issued) {

	static ClientUseView of(ClientUse use) {
		return new ClientUseView(use.clientId(), use.lastUsedAt(),
				use.secrets()
					.stream()
					.map((each) -> new SecretView(each.createdAt(), each.expiresAt(), each.lastUsedAt()))
					.toList(),
				use.issued()
					.stream()
					.map((each) -> new IssuedView(each.day(), each.grantType(), each.count()))
					.toList());
	}

	/**
	 * One of its secrets.
	 *
	 * @param createdAt when it was added
	 * @param expiresAt from when on it is refused
	 * @param lastUsedAt when the client proved itself by it last, to the hour
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record SecretView(@JsonProperty("created_at") Instant createdAt,
			@JsonProperty("expires_at") @Nullable Instant expiresAt,
			@JsonProperty("last_used_at") @Nullable Instant lastUsedAt) {
	}

	/**
	 * How often it got tokens on a day.
	 *
	 * @param day the day (UTC)
	 * @param grantType how it got them
	 * @param count how often
	 */
	record IssuedView(LocalDate day, @JsonProperty("grant_type") String grantType, long count) {
	}

}
