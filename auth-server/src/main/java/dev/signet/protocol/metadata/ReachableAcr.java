package dev.signet.protocol.metadata;

import java.util.List;

import dev.signet.client.AcrOffer;
import dev.signet.signin.factor.SecondFactorPolicy;
import dev.signet.token.AuthenticationContext;

import org.springframework.stereotype.Component;

/**
 * The classes of sign-in that are announced ({@code acr_values_supported}): two factors
 * only where people can have a second one.
 */
@Component
class ReachableAcr implements AcrOffer {

	private final SecondFactorPolicy secondFactors;

	ReachableAcr(SecondFactorPolicy secondFactors) {
		this.secondFactors = secondFactors;
	}

	@Override
	public List<String> references() {
		return this.secondFactors.offered() ? AuthenticationContext.references()
				: List.of(AuthenticationContext.ONE_FACTOR);
	}

}
