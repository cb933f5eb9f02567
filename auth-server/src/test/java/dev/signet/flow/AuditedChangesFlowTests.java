package dev.signet.flow;

import java.util.List;
import java.util.Map;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.Client;
import dev.signet.client.InitialAccessTokens;
import dev.signet.client.TestClients;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Whatever changes who may do what stands in the audit trail. */
@SignetTest
class AuditedChangesFlowTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private InitialAccessTokens initialTokens;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void initialAccessTokenWhenMadeAndRemovedThenBothByName() {
		String name = "team-" + System.nanoTime();
		String token = this.initialTokens.create(name, null, null);
		assertThatIllegalArgumentException().isThrownBy(() -> this.initialTokens.create(name, null, null));
		assertThat(this.initialTokens.remove(name)).isTrue();
		assertThat(this.initialTokens.remove(name)).isFalse();
		assertThat(this.jdbc.sql("select type from audit_events where details ->> 'name' = :name order by at, type")
			.param("name", name)
			.query(String.class)
			.list())
			.containsExactlyInAnyOrder("client.initial-access-token-created", "client.initial-access-token-removed");
		assertThat(this.jdbc.sql("select count(*) from audit_events where details::text like :token")
			.param("token", "%" + token + "%")
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void clientWhenRegisteredStoppedTwiceAndStartedThenEachChange() {
		Client client = TestClients.confidential().save(this.beans);
		TestClients.disable(this.beans, client);
		TestClients.disable(this.beans, client);
		TestClients.enable(this.beans, client);
		assertThat(ofClient(client.clientId())).containsExactlyInAnyOrder("client.registered", "client.disabled",
				"client.enabled");
	}

	@Test
	void accessTokenWhenRevokedTwiceThenOnce() {
		RelyingParty service = this.actors.app(TestClients.service());
		String token = service.token(Map.of("grant_type", "client_credentials")).accessToken();
		service.call("/oauth2/revoke", Map.of("token", token));
		service.call("/oauth2/revoke", Map.of("token", token));
		assertThat(ofClient(service.clientId())).containsExactlyInAnyOrder("client.registered", "token.revoked");
	}

	@Test
	void consentWhenGivenDeniedAndTakenBackThenEach() {
		Account person = this.actors.person("USER");
		RelyingParty app = this.actors.app();
		Browser browser = this.actors.signedIn(person);
		browser.submit(app.authorize(browser, app.request()), Map.of("decision", "deny"));
		this.actors.allowAll(browser, app.authorize(browser, app.request()));
		Element remove = browser.open("/account/apps").document().selectFirst("form[action$=/remove]");
		browser.post(remove.attr("action"), Map.of("_csrf", remove.select("input[name=_csrf]").val()));
		assertThat(this.jdbc.sql("select type from audit_events where account_id = :id and type like 'consent.%'")
			.param("id", person.id().value())
			.query(String.class)
			.list()).containsExactlyInAnyOrder("consent.denied", "consent.given", "consent.withdrawn");
	}

	@Test
	void accountWhenMadeThenWithItsRoles() {
		Account administrator = this.actors.person("USER", "ADMIN");
		assertThat(this.jdbc
			.sql("""
					select details ->> 'roles' from audit_events where account_id = :account and type = 'account.registered'""")
			.param("account", administrator.id().value())
			.query(String.class)
			.single()).isEqualTo("ADMIN USER");
	}

	private List<String> ofClient(String clientId) {
		return this.jdbc.sql("select type from audit_events where client_id = :client")
			.param("client", clientId)
			.query(String.class)
			.list();
	}

}
