package dev.signet.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.AtOnce;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SignetTest
@ExtendWith(OutputCaptureExtension.class)
class DeclarationsTests {

	private static final String OTHER_SECRET = "other-secret-0123456789abcdef0123456789";

	private final String clientId = "declared-" + UUID.randomUUID();

	private final String api = "https://api.test/" + UUID.randomUUID();

	private final String scope = "test." + UUID.randomUUID();

	/** A valid declaration; each test changes what it is about. */
	private final Map<String, String> declaration = new LinkedHashMap<>(Map.of("declared[0].client-id", this.clientId,
			"declared[0].secret", TestClients.SECRET, "declared[0].redirect-uris[0]", "https://app.test/cb",
			"declared[0].scopes", "openid," + this.scope, "resources[0].identifier", this.api, "resources[0].name",
			"Test API", "resources[0].scopes[0].name", this.scope, "resources[0].scopes[0].title", "Test it"));

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Declarations declarations;

	@Autowired
	private Clients clients;

	@Autowired
	private Scopes scopes;

	@Autowired
	private RegisteredClientRepository registeredClients;

	@Autowired
	private ClientSecrets secrets;

	@Autowired
	private MutableClock clock;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Test
	void applyWhenLittleIsSaidThenSafeDefaults() {
		apply();
		Client client = client();
		assertThat(client.name()).isEqualTo(this.clientId);
		assertThat(client.enabled()).isTrue();
		assertThat(client.publicClient()).isFalse();
		assertThat(client.firstParty()).isFalse();
		assertThat(client.requirePkce()).isTrue();
		assertThat(client.authenticationMethod()).isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
		assertThat(client.grantTypes()).containsExactlyInAnyOrder(AuthorizationGrantType.AUTHORIZATION_CODE,
				AuthorizationGrantType.REFRESH_TOKEN);
		assertThat(client.accessTokenLifetime()).isEqualTo(Duration.ofMinutes(5));
		assertThat(client.refreshTokenLifetime()).isEqualTo(Duration.ofDays(7));
		assertThat(client.grantLifetime()).isEqualTo(Duration.ofDays(30));
		assertThat(client.refreshGrace()).isEqualTo(Duration.ofSeconds(10));
		assertThat(accepts(TestClients.SECRET)).isTrue();
	}

	@Test
	void applyWhenEverythingIsSaidThenEverythingIsKept() {
		this.declaration.put("declared[0].logo-uri", "https://app.test/logo.svg");
		this.declaration.put("declared[0].initiate-login-uri", "https://app.test/signin");
		this.declaration.put("declared[0].id-token-lifetime", "2m");
		this.declaration.put("declared[0].default-max-age", "1h");
		this.declaration.put("declared[0].session-idle", "5m");
		this.declaration.put("declared[0].session-max-age", "8h");
		this.declaration.put("declared[0].access-token-algorithm", "ES256");
		this.declaration.put("declared[0].user-info-algorithm", "PS256");
		this.declaration.put("declared[0].assertion-algorithm", "EdDSA");
		this.declaration.put("declared[0].request-object-algorithm", "ES256");
		this.declaration.put("declared[0].subject-type", "pairwise");
		this.declaration.put("declared[0].backchannel-logout-uri", "https://app.test/back");
		this.declaration.put("declared[0].backchannel-logout-session-required", "true");
		this.declaration.put("declared[0].claims[0].claim", "roles");
		this.declaration.put("declared[0].claims[0].name", "https://app.test/roles");
		this.declaration.put("declared[0].claims[0].format", "text");
		this.declaration.put("declared[0].claims[0].in", "access_token,userinfo");
		apply();
		Client client = client();
		assertThat(client.logoUri()).isEqualTo(URI.create("https://app.test/logo.svg"));
		assertThat(client.initiateLoginUri()).isEqualTo(URI.create("https://app.test/signin"));
		assertThat(client.idTokenLifetime()).isEqualTo(Duration.ofMinutes(2));
		assertThat(client.defaultMaxAge()).contains(Duration.ofHours(1));
		assertThat(client.sessionIdle()).contains(Duration.ofMinutes(5));
		assertThat(client.sessionMaxAge()).contains(Duration.ofHours(8));
		assertThat(client.idTokenAlgorithm()).isEqualTo("RS256");
		assertThat(client.accessTokenAlgorithm()).isEqualTo("ES256");
		assertThat(client.userInfoAlgorithm()).isEqualTo("PS256");
		assertThat(client.assertionAlgorithm()).isEqualTo("EdDSA");
		assertThat(client.requestObjectAlgorithm()).isEqualTo("ES256");
		assertThat(client.subjectType()).isEqualTo(SubjectType.PAIRWISE);
		assertThat(client.sector()).isEqualTo("app.test");
		assertThat(client.backchannelLogoutUri()).isEqualTo(URI.create("https://app.test/back"));
		assertThat(client.backchannelLogoutSessionRequired()).isTrue();
		assertThat(client.claims()).containsExactly(
				new ClientClaim("roles", "https://app.test/roles", ClientClaim.Format.TEXT, false, true, true));
	}

	@Test
	void applyWhenNewThenChangedThenTheSameThenAuditedTwice() {
		apply();
		this.clock.advance(Duration.ofSeconds(1));
		this.declaration.put("declared[0].name", "Another name");
		apply();
		apply();
		assertThat(this.jdbc.sql("select type from audit_events where client_id = :client")
			.param("client", this.clientId)
			.query(String.class)
			.list()).containsExactlyInAnyOrder("client.registered", "client.changed");
	}

	@Test
	void applyWhenApiHasAClientThenThatClientIsTheApi() {
		Resources resources = this.beans.getBean(Resources.class);
		this.declaration.put("resources[0].clients", this.clientId);
		apply();
		assertThat(resources.identifiersOf(this.clientId)).containsExactly(this.api);
		this.declaration.remove("resources[0].clients");
		apply();
		assertThat(resources.identifiersOf(this.clientId)).isEmpty();
	}

	@Test
	void applyWhenRepeatedThenNothingChanges() {
		apply();
		List<Map<String, Object>> before = rows();
		this.clock.advance(Duration.ofMinutes(1));
		apply();
		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void applyWhenChangedThenClientFollows() {
		apply();
		Client before = client();
		this.clock.advance(Duration.ofMinutes(1));
		this.declaration.put("declared[0].name", "New name");
		this.declaration.put("declared[0].redirect-uris[0]", "https://app.test/new");
		this.declaration.put("declared[0].scopes", "openid");
		this.declaration.put("declared[0].secret", OTHER_SECRET);
		this.declaration.put("resources[0].scopes[0].title", "New title");
		apply();
		assertThat(client()).isEqualTo(before);
		assertThat(client().name()).isEqualTo("New name");
		assertThat(client().redirectUris()).containsExactly("https://app.test/new");
		assertThat(client().scopes()).containsExactly("openid");
		assertThat(client().updatedAt()).isAfter(before.updatedAt());
		assertThat(accepts(TestClients.SECRET)).isFalse();
		assertThat(accepts(OTHER_SECRET)).isTrue();
		assertThat(this.scopes.describe(List.of(this.scope))).extracting(Scope::title).containsExactly("New title");
	}

	@Test
	void applyWhenPreviousSecretIsDeclaredThenBothUntilItExpires() {
		this.declaration.put("declared[0].previous-secret", OTHER_SECRET);
		this.declaration.put("declared[0].previous-secret-expires-at",
				this.clock.instant().plus(Duration.ofHours(1)).toString());
		apply();
		assertThat(accepts(TestClients.SECRET)).isTrue();
		assertThat(accepts(OTHER_SECRET)).isTrue();
		this.clock.advance(Duration.ofHours(2));
		assertThat(accepts(TestClients.SECRET)).isTrue();
		assertThat(accepts(OTHER_SECRET)).isFalse();
	}

	@Test
	void applyWhenSecretIsInAFileThenReadWithoutTheLastLineBreak(@TempDir Path directory) throws IOException {
		this.declaration.remove("declared[0].secret");
		this.declaration.put("declared[0].secret-file",
				Files.writeString(directory.resolve("secret"), OTHER_SECRET + "\n").toString());
		apply();
		assertThat(accepts(OTHER_SECRET)).isTrue();
	}

	@Test
	void applyWhenPublicClientThenNoSecret() {
		this.declaration.remove("declared[0].secret");
		this.declaration.put("declared[0].authentication-method", "none");
		this.declaration.put("declared[0].redirect-uris[1]", "com.example.app:/cb");
		apply();
		assertThat(client().publicClient()).isTrue();
		assertThat(this.registeredClients.findByClientId(this.clientId).getClientSecret()).isNull();
	}

	@Test
	void applyWhenClientWasDisabledThenStaysDisabled() {
		apply();
		TestClients.disable(this.beans, client());
		apply();
		assertThat(client().enabled()).isFalse();
	}

	@Test
	void applyWhenExcusedFromPkceThenWarned(CapturedOutput output) {
		apply();
		assertThat(output).doesNotContain("excused from PKCE");
		this.declaration.put("declared[0].require-pkce", "false");
		apply();
		assertThat(output).contains("WARN").contains("Client " + this.clientId + " is excused from PKCE");
	}

	@Test
	void applyWhenNoLongerDeclaredThenStaysAndIsLoggedOnce(CapturedOutput output) {
		apply();
		this.declaration.keySet().removeIf((key) -> key.startsWith("declared"));
		apply();
		apply();
		assertThat(client().enabled()).isTrue();
		assertThat(output.getOut().split("Client " + this.clientId + " is no longer declared", -1)).hasSize(2);
	}

	@Test
	void applyWhenScopeIsRemovedThenTakenFromOtherClientsToo() {
		apply();
		Client other = TestClients.confidential().scopes("openid", this.scope).save(this.beans);
		this.declaration.put("declared[0].scopes", "openid");
		this.declaration.keySet().removeIf((key) -> key.startsWith("resources[0].scopes"));
		apply();
		assertThat(this.scopes.all()).doesNotContain(this.scope);
		assertThat(this.clients.findByClientId(other.clientId()).orElseThrow().scopes()).containsExactly("openid");
	}

	@Test
	void applyWhenTwoServersStartAtOnceThenTheyTakeTurns() throws Exception {
		AtOnce.run(4, this::apply);
		assertThat(rows()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			declared[0].secret                | short                 | declared[0].secret
			declared[0].secret                | ''                    | declared[0].secret
			declared[0].client-id             | a b                   | declared[0].client-id
			declared[0].redirect-uris[0]      | http://app.test/cb    | declared[0].redirect-uris
			declared[0].redirect-uris[0]      | https://*.app.test/   | declared[0].redirect-uris
			declared[0].scopes                | openid,no.such        | declared[0].scopes
			declared[0].grant-types           | password              | declared[0].grant-types
			declared[0].authentication-method | client_secret_jwt     | declared[0].authentication-method
			declared[0].authentication-method | private_key_jwt       | declared[0].jwks
			declared[0].authentication-method | none                  | declared[0].secret
			declared[0].secret-file           | /no/such/file         | declared[0].secret-file
			declared[0].previous-secret-file  | /no/such/file         | declared[0].previous-secret-file
			declared[0].id-token-algorithm    | PS512                 | declared[0].id-token-algorithm
			declared[0].user-info-algorithm   | none                  | declared[0].user-info-algorithm
			declared[0].assertion-algorithm   | HS256                 | declared[0].assertion-algorithm
			declared[0].assertion-algorithm   | none                  | declared[0].assertion-algorithm
			declared[0].request-object-algorithm | HS256              | declared[0].request-object-algorithm
			declared[0].jwks-uri              | http://app.test/jwks  | declared[0].jwks-uri
			declared[0].default-max-age       | -1s                   | declared[0].default-max-age
			declared[0].grant-lifetime        | 400d                  | declared[0].grant-lifetime
			resources[0].clients              | no-such-client        | resources[0].clients
			resources[0].identifier           | /api                  | resources[0].identifier
			resources[0].identifier           | https://api.test/#x   | resources[0].identifier
			resources[0].scopes[0].name       | openid                | resources[0].scopes[0].name
			resources[0].scopes[0].name       | groups                | resources[0].scopes[0].name
			resources[0].scopes[0].name       | a b                   | resources[0].scopes[0].name
			""")
	void applyWhenWrongThenNothingChangesAndTheKeyIsNamed(String key, String value, String named) {
		this.declaration.put(key, value);
		assertThatExceptionOfType(DeclarationRefused.class).isThrownBy(this::apply)
			.satisfies((ex) -> assertThat(ex.problems()).extracting(ClientProblem::field)
				.contains("signet.client." + named));
		assertThat(this.clients.findByClientId(this.clientId)).isEmpty();
		assertThat(this.scopes.all()).doesNotContain(this.scope);
	}

	@Test
	void applyWhenSecondClientIsWrongThenFirstIsNotStored() {
		this.declaration.put("declared[1].client-id", this.clientId);
		this.declaration.put("declared[1].secret", TestClients.SECRET);
		this.declaration.put("declared[1].redirect-uris[0]", "https://app.test/cb");
		assertThatExceptionOfType(DeclarationRefused.class).isThrownBy(this::apply)
			.withMessageContaining("signet.client.declared[1].client-id: This is declared once.");
		assertThat(this.clients.findByClientId(this.clientId)).isEmpty();
	}

	@Test
	void applyWhenShortSecretThenItIsNotShown() {
		this.declaration.put("declared[0].secret", "hunter2");
		assertThatExceptionOfType(DeclarationRefused.class).isThrownBy(this::apply)
			.withMessageContaining("a secret of 7 characters")
			.withMessageNotContaining("hunter2");
		assertThat(bind().toString()).doesNotContain("hunter2");
	}

	@Test
	void applyWhenDemoThenItsClientsAndApiAreThere() throws IOException {
		StandardEnvironment demo = new StandardEnvironment();
		new YamlPropertySourceLoader().load("demo", new ClassPathResource("application-demo.yml"))
			.forEach(demo.getPropertySources()::addLast);
		ConfigurationPropertySources.attach(demo);
		ClientProperties properties = Binder.get(demo).bind("signet.client", ClientProperties.class).get();
		this.transactions.executeWithoutResult((status) -> {
			this.declarations.apply(properties);
			List<String> stored = this.jdbc
				.sql("select client_id from clients where client_id like 'demo-%' order by 1")
				.query(String.class)
				.list();
			assertThat(stored).containsExactly("demo-notes", "demo-service", "demo-travel");
			status.setRollbackOnly();
		});
		this.scopes.drop();
		assertThat(properties.resources()).singleElement()
			.satisfies((resource) -> assertThat(resource.identifier()).hasToString("http://127.0.0.1:8090"));
		assertThat(properties.declared().get(0).redirectUris())
			.containsExactly("http://127.0.0.1:8081/login/oauth2/code/signet");
	}

	private void apply() {
		this.declarations.apply(bind());
	}

	private ClientProperties bind() {
		return TestSettings.bind("signet.client", ClientProperties.class, "signet.client", this.declaration);
	}

	private Client client() {
		return this.clients.findByClientId(this.clientId).orElseThrow();
	}

	private boolean accepts(String secret) {
		return this.secrets.matches(secret, this.registeredClients.findByClientId(this.clientId).getClientSecret());
	}

	private List<Map<String, Object>> rows() {
		return this.jdbc.sql("""
				select c.xmin::text as written, c.version, c.updated_at, s.xmin::text as secret_written, s.created_at,
				  u.xmin::text as uri_written, r.xmin::text as resource_written
				from clients c join client_secrets s on s.client = c.id join client_redirect_uris u on u.client = c.id,
				  resources r
				where c.client_id = ? and r.identifier = ?
				""").params(this.clientId, this.api).query().listOfRows();
	}

}
