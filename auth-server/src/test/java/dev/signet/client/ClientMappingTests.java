package dev.signet.client;

import java.util.Map;
import java.util.UUID;

import dev.signet.AtOnce;
import dev.signet.SecondNode;
import dev.signet.SignetTest;
import dev.signet.TestSettings;
import dev.signet.flow.Browser;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

@SignetTest
class ClientMappingTests {

	@Autowired
	private BeanFactory beans;

	@Test
	void editWhenTheTablesAreMadeThenTheMappingFitsThem() {
		EntityManagerFactory entities = this.beans.getBean(EntityManagerFactory.class);
		assertThatCode(() -> entities.getSchemaManager().validate()).doesNotThrowAnyException();
	}

	@Test
	void startWhenDeclaredClientsAreStoredThenHibernateWaitsForTheFirstEdit() throws Exception {
		String clientId = "declared-" + UUID.randomUUID();
		Map<String, String> declaration = Map.of("declared[0].client-id", clientId, "declared[0].secret",
				TestClients.SECRET, "declared[0].redirect-uris[0]", "https://app.test/cb", "declared[0].scopes",
				"openid");
		this.beans.getBean(Declarations.class)
			.apply(TestSettings.bind("signet.client", ClientProperties.class, "signet.client", declaration));
		String[] settings = declaration.entrySet()
			.stream()
			.map((setting) -> "--signet.client." + setting.getKey() + "=" + setting.getValue())
			.toArray(String[]::new);
		try (SecondNode node = SecondNode.beside(this.beans, settings)) {
			Browser browser = new Browser(node.address());
			assertThat(browser.open("/signin").status()).isEqualTo(200);
			assertThat(browser.open("/health/ready").status()).isEqualTo(200);
			assertThat(hibernateStarted(node)).isFalse();
			AtOnce.run(4, () -> TestClients.confidential().save(node.beans()));
			assertThat(hibernateStarted(node)).isTrue();
		}
	}

	private static boolean hibernateStarted(SecondNode node) {
		return ((ConfigurableApplicationContext) node.beans()).getBeanFactory()
			.containsSingleton("entityManagerFactory");
	}

}
