package dev.signet.protocol.authorization;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import dev.signet.client.AcrOffer;
import dev.signet.protocol.request.ClaimsParameter;
import dev.signet.protocol.request.ProvedRequest;
import dev.signet.signin.step.SecondFactorWish;
import dev.signet.token.AuthenticationContext;

import org.springframework.stereotype.Component;

/**
 * Which class of sign-in a request wants: {@code acr} as an essential claim (OpenID
 * Connect Core 1.0 §5.5.1.1), else {@code acr_values} in the order of preference
 * (§3.1.2.1), else {@code acr} as a voluntary claim, which means the same, else what the
 * client registered for requests that say nothing (OpenID Connect Dynamic Client
 * Registration 1.0 §2, {@code default_acr_values}). Values that are not known here ask
 * for nothing, nor do those that a client registered while people could reach them.
 */
@Component
final class AcrRules {

	private final AcrOffer offer;

	AcrRules(AcrOffer offer) {
		this.offer = offer;
	}

	SecondFactorWish read(ProvedRequest request, ClaimsParameter claims) {
		List<String> essential = claims.essentialAcr();
		if (!essential.isEmpty()) {
			return enough(essential) ? SecondFactorWish.NONE : SecondFactorWish.NEEDED;
		}
		Collection<String> values = wanted(request, claims);
		boolean preferred = values.stream()
			.filter(AuthenticationContext.references()::contains)
			.findFirst()
			.filter(AuthenticationContext.TWO_FACTORS::equals)
			.isPresent();
		if (!preferred) {
			return SecondFactorWish.NONE;
		}
		return enough(values) ? SecondFactorWish.WELCOME : SecondFactorWish.NEEDED;
	}

	private Collection<String> wanted(ProvedRequest request, ClaimsParameter claims) {
		Set<String> words = request.parameters().words("acr_values");
		if (!words.isEmpty()) {
			return words;
		}
		return claims.preferredAcr().isEmpty() ? this.offer.wantedBy(request.client()) : claims.preferredAcr();
	}

	private static boolean enough(Collection<String> values) {
		return values.contains(AuthenticationContext.ONE_FACTOR);
	}

}
