package dev.signet.protocol.metadata;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.signet.SignetTest;
import dev.signet.client.Scopes;
import dev.signet.client.TestRegistration;
import dev.signet.key.KeyRing;
import dev.signet.protocol.authorization.InteractionRules;
import dev.signet.signin.factor.TestSecondFactors;
import dev.signet.web.PublicAddress;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documents say with other settings than those of the golden files. */
@SignetTest
class MetadataTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Scopes scopes;

	@Autowired
	private KeyRing keys;

	@Autowired
	private InteractionRules interaction;

	/** OpenID Connect Discovery 1.0 §3: nothing is announced that is off. */
	@Test
	void describeWhenRegistrationIsOffThenNotAnnounced() {
		assertThat(describe(false)).doesNotContainKey("registration_endpoint");
		assertThat(describe(true)).containsEntry("registration_endpoint", "https://id.test/connect/register");
	}

	@Test
	void describeWhenNobodyCanHaveASecondFactorThenTheyAreNotAnnounced() {
		assertThat(describeOpenId(false)).containsEntry("acr_values_supported", List.of("urn:signet:acr:1fa"));
		assertThat(describeOpenId(true)).containsEntry("acr_values_supported",
				List.of("urn:signet:acr:1fa", "urn:signet:acr:2fa"));
	}

	private Map<String, Object> describe(boolean registration) {
		Map<String, Object> document = new HashMap<>();
		metadata(registration, true).describe(document);
		return document;
	}

	private Map<String, Object> describeOpenId(boolean secondFactors) {
		Map<String, Object> document = new HashMap<>();
		metadata(true, secondFactors).describeOpenId(document);
		return document;
	}

	private Metadata metadata(boolean registration, boolean secondFactors) {
		return new Metadata(this.scopes, this.keys, this.interaction, TestRegistration.offered(registration),
				new ReachableAcr(TestSecondFactors.offered(secondFactors, this.beans)),
				new PublicAddress(URI.create("https://id.test")));
	}

}
