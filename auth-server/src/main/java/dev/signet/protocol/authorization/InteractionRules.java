package dev.signet.protocol.authorization;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.signet.protocol.request.ClaimsParameter;
import dev.signet.protocol.request.ProvedRequest;
import dev.signet.refusal.Refusal;
import dev.signet.signin.page.SignUpOffer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What the person is to do: {@code prompt} and {@code max_age} (OpenID Connect Core 1.0
 * §3.1.2.1), with {@code create} (Initiating User Registration via OpenID Connect 1.0
 * §4.1) where people may make accounts by themselves.
 */
@Component
public class InteractionRules {

	/** These say all by themselves, so no other value may stand beside them. */
	private static final Set<String> ALONE = Set.of("none", "create");

	private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

	/** The oldest proof that a request can ask for. */
	private static final Duration ANY_AGE = Duration.ofSeconds(999_999_999);

	private final Optional<SignUpOffer> signUp;

	InteractionRules(Optional<SignUpOffer> signUp) {
		this.signUp = signUp;
	}

	/** What the metadata announce. */
	public List<String> prompts() {
		List<String> prompts = new ArrayList<>(List.of("none", "login", "consent", "select_account"));
		if (this.signUp.filter(SignUpOffer::open).isPresent()) {
			prompts.add("create");
		}
		return prompts;
	}

	Set<String> prompt(ProvedRequest request) {
		Set<String> prompt = request.parameters().words("prompt");
		boolean exclusive = prompt.size() > 1 && prompt.stream().anyMatch(ALONE::contains);
		if (exclusive || !prompts().containsAll(prompt)) {
			throw request.refuse(Refusal.PROMPT_UNSUPPORTED, "prompt", String.join(", ", prompts()));
		}
		return prompt;
	}

	/**
	 * How old the last proof may be: as the request says, else as its client does, else
	 * any age if only that must be known (OpenID Connect Core 1.0 §2, §5.5.1).
	 */
	@Nullable Duration maxAge(ProvedRequest request, ClaimsParameter claims) {
		String maxAge = request.parameters().only("max_age");
		if (maxAge == null) {
			return request.client().defaultMaxAge().orElse(claims.authTime() ? ANY_AGE : null);
		}
		if (!SECONDS.matcher(maxAge).matches()) {
			throw request.refuse(Refusal.MAX_AGE_MALFORMED, "max_age", "0 to 999999999");
		}
		return Duration.ofSeconds(Long.parseLong(maxAge));
	}

}
