package dev.signet.client;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.SignetTest;
import dev.signet.client.DynamicRegistrationProperties.Mode;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Clients that want signatures which this server does not make, because the operator took
 * the algorithm out of {@code signet.key.algorithms}.
 */
@SignetTest
class SigningOfferTests {

	private static final SigningOffer RS256_ONLY = () -> List.of("RS256");

	@Autowired
	private BeanFactory beans;

	@Autowired
	private SigningOffer offer;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Test
	void offerThenWhatTheKeyRingSignsWith() {
		assertThat(this.offer.algorithms()).containsExactly("RS256", "PS256", "ES256", "EdDSA");
	}

	@Test
	void registerWhenAlgorithmIsNotOfferedThenRefusedWithThoseThatAre() {
		MetadataReader reader = new MetadataReader(TestRegistration.settings(Mode.OPEN, true, 1, 1), rules(),
				this.beans.getBean(RedirectUriRules.class), this.beans.getBean(Scopes.class),
				this.beans.getBean(AcrOffer.class));
		for (String member : List.of("id_token_signed_response_alg", "userinfo_signed_response_alg",
				"introspection_signed_response_alg")) {
			byte[] metadata = "{\"redirect_uris\":[\"https://app.test/cb\"],\"%s\":\"ES256\"}".formatted(member)
				.getBytes(StandardCharsets.UTF_8);
			assertThatExceptionOfType(RegistrationRefused.class).isThrownBy(() -> reader.read("c-1", metadata, false))
				.withMessageContaining(member + ": This server signs with: RS256.")
				.satisfies((refused) -> assertThat(refused.refusal().error()).isEqualTo("invalid_client_metadata"));
		}
	}

	@Test
	void declareWhenAlgorithmIsNotOfferedThenStartIsRefused() {
		assertThatExceptionOfType(DeclarationRefused.class)
			.isThrownBy(() -> declarations(RS256_ONLY)
				.apply(declared("declared[0].client-id", "declared-" + UUID.randomUUID(), "declared[0].secret",
						TestClients.SECRET, "declared[0].redirect-uris[0]", TestClients.REDIRECT_URI,
						"declared[0].id-token-algorithm", "ES256")))
			.withMessageContaining("signet.client.declared[0].id-token-algorithm: This server signs with: RS256.")
			.withMessageContaining("signet.key.algorithms");
	}

	@Test
	void startWhenAlgorithmOfAStoredClientWasTakenOutThenRefusedByName() {
		alone(() -> {
			Client client = TestClients.confidential().signedWith("ES256").save(this.beans);
			assertThatExceptionOfType(DeclarationRefused.class)
				.isThrownBy(() -> declarations(RS256_ONLY).apply(declared()))
				.withMessageContaining("Clients are registered for ES256: " + client.clientId() + ".")
				.withMessageContaining("put ES256 back");
		});
	}

	@Test
	void startWhenManyClientsWantItThenTheRestIsCounted() {
		alone(() -> {
			for (int i = 0; i < 22; i++) {
				TestClients.confidential().signedUserInfo("PS256").save(this.beans);
			}
			assertThat(new UnsignableClients(this.jdbc, RS256_ONLY).problems()).singleElement()
				.satisfies((problem) -> assertThat(problem.rule()).contains("registered for PS256", "and 2 more."));
		});
	}

	@Test
	void startWhenClientIsDisabledOrOthersSignThenNothingIsMissing() {
		alone(() -> {
			TestClients.disable(this.beans, TestClients.confidential().signedWith("EdDSA").save(this.beans));
			TestClients.confidential().signedUserInfo("ES256").save(this.beans);
			assertThat(new UnsignableClients(this.jdbc, () -> List.of("RS256", "ES256")).problems()).isEmpty();
		});
	}

	/** With no clients but the test's own, and none of them afterwards. */
	private void alone(Runnable test) {
		this.transactions.executeWithoutResult((status) -> {
			status.setRollbackOnly();
			this.jdbc.sql("update clients set enabled = false").update();
			test.run();
		});
	}

	private Declarations declarations(SigningOffer offer) {
		ClientRegistration registration = new ClientRegistration(this.beans.getBean(StoredClients.class),
				this.beans.getBean(PostgresClients.class), rules(), this.beans.getBean(ClientChanges.class),
				this.transactions, this.events, this.beans.getBean(Clock.class));
		return new Declarations(declared(), registration, this.beans.getBean(PostgresResources.class),
				this.beans.getBean(ClientChanges.class), this.beans.getBean(Scopes.class),
				new UnsignableClients(this.jdbc, offer), this.transactions, this.beans.getBean(Clock.class));
	}

	private ClientRules rules() {
		return new ClientRules(this.beans.getBean(RedirectUriRules.class), this.beans.getBean(Scopes.class), RS256_ONLY,
				this.beans.getBean(AcrOffer.class));
	}

	private static ClientProperties declared(String... settings) {
		Map<String, String> all = new LinkedHashMap<>();
		for (int i = 0; i < settings.length; i += 2) {
			all.put("signet.client." + settings[i], settings[i + 1]);
		}
		return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("signet.client",
				ClientProperties.class);
	}

}
