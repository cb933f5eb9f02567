package dev.signet.admin;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusedRequest;
import org.jspecify.annotations.Nullable;

/**
 * A refused request as the API shows it; what is not known is left out.
 *
 * @param reference the reference of the request
 * @param at when it was refused
 * @param refusal the name of the refusal
 * @param error the error code that the client read
 * @param endpoint the path that was called
 * @param clientId the client that the request named
 * @param rule the rule that was broken
 * @param standard the document that has the rule
 * @param came what came
 * @param expected what would have been accepted
 * @param fix the one change that fixes it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RefusalView(String reference, Instant at, String refusal, String error, String endpoint,
		@JsonProperty("client_id") @Nullable String clientId, @Nullable String rule, @Nullable String standard,
		@Nullable String came, @Nullable String expected, @Nullable String fix) {

	static RefusalView of(RefusedRequest refused) {
		Refusal refusal = refused.refusal().orElse(null);
		return new RefusalView(refused.reference(), refused.at(), refused.name(), refused.error(), refused.endpoint(),
				refused.clientId(), (refusal == null) ? null : refusal.rule(),
				(refusal == null) ? null : refusal.standard(), refused.came(), refused.expected(),
				(refusal == null) ? null : refusal.fix());
	}

}
