package dev.signet.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.SqlCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SignetTest
class ClientsTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Clients clients;

	@Autowired
	private ClientRules rules;

	@Autowired
	private RegisteredClientRepository registeredClients;

	@Autowired
	private ClientSecrets secrets;

	@Autowired
	private SqlCounter sql;

	@Autowired
	private MutableClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Test
	void findWhenSavedThenEverythingComesBackInOneStatement() {
		Client saved = TestClients.confidential()
			.firstParty()
			.withoutPkce()
			.redirectUri("https://app.test/b", "https://app.test/a?x=%2F")
			.grantLifetime(Duration.ofDays(10))
			.refreshGrace(Duration.ZERO)
			.defaultMaxAge(Duration.ofHours(1))
			.grantTypes("authorization_code", "urn:ietf:params:oauth:grant-type:token-exchange")
			.exchangeAudiences("https://api.test/one", "https://api.test/two")
			.signedWith("ES256")
			.signedUserInfo("EdDSA")
			.pairwise(URI.create("https://app.test/sector.json"))
			.backchannelLogout(URI.create("https://app.test/back"), true)
			.frontchannelLogout(URI.create("https://app.test/front"), false)
			.claim("roles", "https://app.test/roles", ClientClaim.Format.TEXT)
			.claim("email", "mail", ClientClaim.Format.JSON)
			.save(this.beans);
		assertThat(this.sql.own(() -> this.clients.findByClientId(saved.clientId()))).hasSize(1);
		Client found = this.clients.findByClientId(saved.clientId()).orElseThrow();
		assertThat(found).usingRecursiveComparison()
			.withEqualsForType((one, other) -> Duration.between(one, other).abs().toMillis() < 1, Instant.class)
			.isEqualTo(saved);
		assertThat(found.redirectUris()).containsExactly("https://app.test/a?x=%2F", "https://app.test/b");
		assertThat(found.refreshGrace()).isZero();
		assertThat(found.homeUri()).isEqualTo(URI.create("https://app.test/"));
		assertThat(this.clients.findById(saved.id())).contains(found);
	}

	@Test
	void findWhenAskedAgainThenNoStatementAndTheSameMapping() {
		Client client = TestClients.confidential().save(this.beans);
		RegisteredClient registered = this.registeredClients.findByClientId(client.clientId());
		this.registeredClients.findById(client.id().toString());
		assertThat(this.sql.own(() -> {
			assertThat(this.registeredClients.findByClientId(client.clientId())).isSameAs(registered);
			this.registeredClients.findById(client.id().toString());
			this.clients.findByClientId(client.clientId());
		})).isEmpty();
	}

	@Test
	void findWhenUnknownThenRememberedUntilItIsRegistered() {
		String clientId = "test-late-" + UUID.randomUUID();
		assertThat(this.clients.findByClientId(clientId)).isEmpty();
		assertThat(this.sql.own(() -> this.clients.findByClientId(clientId))).isEmpty();
		Client client = TestClients.confidential().clientId(clientId).save(this.beans);
		assertThat(this.clients.findByClientId(clientId)).contains(client);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a\0b", "a\nb", "ü", "\ud800" })
	void findWhenNoPossibleClientIdThenNothingAndNoStatement(String clientId) {
		assertThat(this.sql.own(() -> assertThat(this.registeredClients.findByClientId(clientId)).isNull())).isEmpty();
	}

	@Test
	void findWhenClientIdIsHugeThenNothingAndNoStatement() {
		String huge = "a".repeat(100_000);
		assertThat(this.sql.own(() -> assertThat(this.clients.findByClientId(huge)).isEmpty())).isEmpty();
	}

	@Test
	void findByIdWhenNotOneOfOursThenNothing() {
		assertThat(this.registeredClients.findById("not-a-uuid")).isNull();
		assertThat(this.registeredClients.findById(UUID.randomUUID().toString())).isNull();
	}

	@Test
	void disableWhenRememberedThenGoneForTheFrameworkAtOnce() {
		Client client = TestClients.confidential().save(this.beans);
		assertThat(this.registeredClients.findByClientId(client.clientId())).isNotNull();
		assertThat(this.registeredClients.findById(client.id().toString())).isNotNull();
		TestClients.disable(this.beans, client);
		assertThat(this.registeredClients.findByClientId(client.clientId())).isNull();
		assertThat(this.registeredClients.findById(client.id().toString())).isNull();
		assertThat(this.clients.findByClientId(client.clientId()).orElseThrow().enabled()).isFalse();
		TestClients.enable(this.beans, client);
		assertThat(this.registeredClients.findByClientId(client.clientId())).isNotNull();
	}

	@Test
	void writeWhenTransactionIsStillOpenThenOthersAreNotLeftWithTheOldState() {
		Client client = TestClients.confidential().save(this.beans);
		this.transactions.executeWithoutResult((status) -> {
			TestClients.disable(this.beans, client);
			assertThat(readElsewhere(client).enabled()).isTrue();
		});
		assertThat(this.clients.findByClientId(client.clientId()).orElseThrow().enabled()).isFalse();
	}

	@Test
	void saveWhenCalledByTheFrameworkThenUnsupported() {
		RegisteredClient registered = TestClients.confidential().buildRegistered();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.registeredClients.save(registered));
	}

	@Test
	void registerWhenClientIdIsTakenThenRefused() {
		Client client = TestClients.confidential().save(this.beans);
		TestClients again = TestClients.confidential().clientId(client.clientId());
		assertThatExceptionOfType(ClientRefused.class).isThrownBy(() -> again.save(this.beans))
			.satisfies((ex) -> assertThat(ex.problems()).singleElement()
				.extracting(ClientProblem::field)
				.isEqualTo("client-id"));
	}

	@Test
	void registerWhenSameClientIdAtOnceThenOneWins() throws Exception {
		TestClients fixture = TestClients.confidential();
		ExecutorService threads = Executors.newFixedThreadPool(6);
		try {
			Callable<Boolean> register = () -> {
				try {
					fixture.save(this.beans);
					return true;
				}
				catch (ClientRefused ex) {
					return false;
				}
			};
			int winners = 0;
			for (Future<Boolean> won : threads.invokeAll(List.of(register, register, register, register))) {
				winners += won.get() ? 1 : 0;
			}
			assertThat(winners).isEqualTo(1);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void authenticateWhenSecretsOverlapThenEachUntilItExpires() {
		String older = "older-secret-0123456789abcdef0123456789";
		Client client = TestClients.confidential()
			.secret(older, this.clock.instant().plus(Duration.ofHours(1)))
			.save(this.beans);
		String stored = this.registeredClients.findByClientId(client.clientId()).getClientSecret();
		assertThat(this.secrets.matches(TestClients.SECRET, stored)).isTrue();
		assertThat(this.secrets.matches(older, stored)).isTrue();
		this.clock.advance(Duration.ofHours(2));
		assertThat(this.secrets.matches(TestClients.SECRET, stored)).isTrue();
		assertThat(this.secrets.matches(older, stored)).isFalse();
	}

	@Test
	void saveWhenSecretThenOnlyItsDigestIsStored() {
		Client client = TestClients.confidential().save(this.beans);
		byte[] digest = this.jdbc.sql("select digest from client_secrets where client = ?")
			.param(client.id())
			.query(byte[].class)
			.single();
		assertThat(digest).isEqualTo(ClientSecrets.digest(TestClients.SECRET));
	}

	@ParameterizedTest
	@ValueSource(strings = { "type = 'public'", "authentication_method = 'client_secret_jwt'",
			"grant_lifetime_seconds = 0", "name = ''", "name = E'a\\nb'", "home_uri = 'https://app.test/ b'",
			"client_id = 'a b'", "refresh_grace_seconds = 61", "id_token_algorithm = 'none'",
			"refresh_token_lifetime_seconds = grant_lifetime_seconds + 1" })
	void storeWhenRulesAreBypassedThenDatabaseRefuses(String assignment) {
		Client client = TestClients.confidential().save(this.beans);
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(
				() -> this.jdbc.sql("update clients set " + assignment + " where id = ?").param(client.id()).update());
	}

	@ParameterizedTest
	@ValueSource(strings = { "client_redirect_uris|uri|https://app.test/#x", "client_redirect_uris|uri|https://*/",
			"client_redirect_uris|uri|https://app.test/a b", "client_scopes|scope|a b", "client_scopes|scope|a\"b",
			"client_scopes|scope|a\\b", "client_grant_types|grant_type|password" })
	void storeWhenChildBypassesRulesThenDatabaseRefuses(String row) {
		String[] parts = row.split("\\|");
		Client client = TestClients.confidential().save(this.beans);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.jdbc.sql("insert into %s (client, %s) values (?, ?)".formatted(parts[0], parts[1]))
				.params(client.id(), parts[2])
				.update());
	}

	@Test
	void checkWhenFixturesThenNoProblems() {
		assertThat(TestClients.confidential().problems(this.rules)).isEmpty();
		assertThat(TestClients.publicNative().problems(this.rules)).isEmpty();
		assertThat(TestClients.service().problems(this.rules)).isEmpty();
	}

	private Client readElsewhere(Client client) {
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			return thread.submit(() -> this.clients.findByClientId(client.clientId()).orElseThrow()).get();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			thread.shutdownNow();
		}
	}

}
