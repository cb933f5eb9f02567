package dev.signet.protocol.authorization;

import java.util.List;
import java.util.Map;

import dev.signet.client.TestClients;
import dev.signet.protocol.request.ClaimsParameter;
import dev.signet.protocol.request.ProvedRequest;
import dev.signet.protocol.request.RequestParameters;
import dev.signet.signin.step.SecondFactorWish;
import dev.signet.token.AuthenticationContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client registered while people could have a second factor, once they cannot.
 * What counts where they can is shown by StepUpFlowTests.
 */
class AcrRulesTests {

	private static final String ONE = AuthenticationContext.ONE_FACTOR;

	private static final String TWO = AuthenticationContext.TWO_FACTORS;

	private final AcrRules rules = new AcrRules(() -> List.of(ONE));

	@Test
	void readWhenTheClientWantsWhatNobodyCanReachThenNobodyIsShutOut() {
		TestClients careful = TestClients.confidential().defaultAcrValues(TWO);
		assertThat(read(new AcrRules(AuthenticationContext::references), careful, Map.of()))
			.isEqualTo(SecondFactorWish.NEEDED);
		assertThat(read(this.rules, careful, Map.of())).isEqualTo(SecondFactorWish.NONE);
		assertThat(read(this.rules, careful.defaultAcrValues(TWO, ONE), Map.of())).isEqualTo(SecondFactorWish.NONE);
	}

	/** Who asks in a request learns from the answer that it cannot be had. */
	@Test
	void readWhenTheRequestItselfWantsItThenItCounts() {
		assertThat(read(this.rules, TestClients.confidential(), Map.of("acr_values", new String[] { TWO })))
			.isEqualTo(SecondFactorWish.NEEDED);
	}

	private static SecondFactorWish read(AcrRules rules, TestClients client, Map<String, String[]> parameters) {
		return rules.read(
				new ProvedRequest(client.build(), TestClients.REDIRECT_URI, new RequestParameters(parameters)),
				ClaimsParameter.NONE);
	}

}
