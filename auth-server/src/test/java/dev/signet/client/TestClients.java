package dev.signet.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Clients for tests: valid by default, each with a client id of its own, changed by one
 * call. {@link #save} registers the client as the product does; {@link #build} makes one
 * that is stored nowhere.
 */
public final class TestClients {

	/** The secret of a confidential client, unless the test chose another. */
	public static final String SECRET = "test-secret-0123456789abcdef0123456789";

	/** The redirect URI of a confidential client, unless the test chose another. */
	public static final String REDIRECT_URI = "https://app.test/cb";

	/** The loopback redirect URI of a native client (RFC 8252 §7.3). */
	public static final String LOOPBACK_REDIRECT_URI = "http://127.0.0.1/cb";

	/** The private-use redirect URI of a native client (RFC 8252 §7.1). */
	public static final String PRIVATE_USE_REDIRECT_URI = "test.app:/cb";

	private String clientId = "test-" + UUID.randomUUID().toString().substring(0, 13);

	private String name = "Test app";

	private ClientPages pages = ClientPages.home(URI.create("https://app.test/"));

	private ClientAuthenticationMethod authenticationMethod = ClientAuthenticationMethod.CLIENT_SECRET_BASIC;

	private ClientKeys keys = ClientKeys.NONE;

	private boolean firstParty;

	private boolean requirePkce = true;

	private Set<String> redirectUris = new TreeSet<>(Set.of(REDIRECT_URI));

	private Set<String> postLogoutRedirectUris = new TreeSet<>(Set.of("https://app.test/"));

	private Set<String> requestUris = Set.of();

	private Set<String> scopes = new TreeSet<>(Scopes.STANDARD);

	private Set<String> grantTypes = Set.of("authorization_code", "refresh_token");

	private Set<String> exchangeAudiences = Set.of();

	private ClientLifetimes lifetimes = ClientLifetimes.DEFAULT;

	private ClientAlgorithms algorithms = ClientAlgorithms.DEFAULT;

	private ClientSubject subject = ClientSubject.PUBLIC;

	private ClientLogout logout = ClientLogout.NONE;

	private final Set<ClientClaim> claims = new HashSet<>();

	private SecondFactorNeed secondFactor = SecondFactorNeed.NONE;

	private List<String> defaultAcrValues = List.of();

	private ClientSession session = ClientSession.ANY;

	private final List<PlainSecret> secrets = new ArrayList<>();

	private TestClients() {
	}

	/** A web app with a secret. */
	public static TestClients confidential() {
		return new TestClients().secret(SECRET);
	}

	/** An app on a person's device, without a secret. */
	public static TestClients publicNative() {
		TestClients client = new TestClients();
		client.authenticationMethod = ClientAuthenticationMethod.NONE;
		return client.redirectUri(LOOPBACK_REDIRECT_URI, PRIVATE_USE_REDIRECT_URI).postLogoutRedirectUri();
	}

	/** A service that gets tokens for itself. */
	public static TestClients service() {
		return confidential().redirectUri().postLogoutRedirectUri().grantTypes("client_credentials").scopes();
	}

	/** Stops a saved client. */
	public static Client disable(BeanFactory beans, Client client) {
		return beans.getBean(ClientRegistration.class).disable(client.id());
	}

	/** Lets a saved client work again. */
	public static Client enable(BeanFactory beans, Client client) {
		return beans.getBean(ClientRegistration.class).enable(client.id());
	}

	/** Changes a saved client to be as this one; its client id and secrets stay. */
	public Client change(BeanFactory beans, String clientId) {
		return beans.getBean(ClientRegistration.class)
			.change(beans.getBean(Clients.class).findByClientId(clientId).orElseThrow().id(), details(), List.of());
	}

	/**
	 * Registers an API with one scope, so that clients may have it.
	 * @param identifier the audience of access tokens
	 * @param scope unique in the whole test run
	 */
	public static void resource(BeanFactory beans, String identifier, String scope) {
		PostgresResources resources = beans.getBean(PostgresResources.class);
		Instant now = beans.getBean(Clock.class).instant();
		resources.putScope(resources.put(identifier, "Test API", now), scope, "Use " + scope, "");
		beans.getBean(Scopes.class).drop();
	}

	/** Takes its scopes away from an API. */
	public static void withoutScopes(BeanFactory beans, String identifier) {
		beans.getBean(PostgresResources.class).removeOtherScopes(identifier, List.of());
		beans.getBean(Scopes.class).drop();
	}

	/** Makes a saved client the one as which an API asks this server. */
	public static void actingAs(BeanFactory beans, String identifier, String clientId) {
		beans.getBean(PostgresResources.class).replaceClients(identifier, List.of(clientId));
		beans.getBean(Resources.class).drop();
	}

	public TestClients clientId(String clientId) {
		this.clientId = clientId;
		return this;
	}

	public TestClients name(String name) {
		this.name = name;
		return this;
	}

	public TestClients homeUri(URI homeUri) {
		this.pages = ClientPages.home(homeUri);
		return this;
	}

	/** Has a logo, a privacy policy and terms of service at these addresses. */
	public TestClients about(URI logo, URI policy, URI terms) {
		this.pages = new ClientPages(this.pages.homeUri(), logo, policy, terms, null);
		return this;
	}

	/** Others may start a sign-in to it at this address. */
	public TestClients initiateLoginUri(URI uri) {
		this.pages = new ClientPages(this.pages.homeUri(), this.pages.logoUri(), this.pages.policyUri(),
				this.pages.tosUri(), uri);
		return this;
	}

	public TestClients authenticationMethod(ClientAuthenticationMethod method) {
		this.authenticationMethod = method;
		return this;
	}

	/** One more secret that never expires. */
	public TestClients secret(String secret) {
		return secret(secret, null);
	}

	/** One more secret. */
	public TestClients secret(String secret, Instant expiresAt) {
		this.secrets.add(new PlainSecret("secret", secret, expiresAt));
		return this;
	}

	/** No secret at all. */
	public TestClients withoutSecret() {
		this.secrets.clear();
		return this;
	}

	public TestClients firstParty() {
		this.firstParty = true;
		return this;
	}

	public TestClients withoutPkce() {
		this.requirePkce = false;
		return this;
	}

	/** These and no others. */
	public TestClients redirectUri(String... redirectUris) {
		this.redirectUris = Set.of(redirectUris);
		return this;
	}

	/** These and no others. */
	public TestClients postLogoutRedirectUri(String... uris) {
		this.postLogoutRedirectUris = Set.of(uris);
		return this;
	}

	/** Publishes request objects at these addresses. */
	public TestClients requestUri(String... uris) {
		this.requestUris = Set.of(uris);
		return this;
	}

	/** These and no others. */
	public TestClients scopes(String... scopes) {
		this.scopes = Set.of(scopes);
		return this;
	}

	/** These and no others. */
	public TestClients grantTypes(String... grantTypes) {
		this.grantTypes = Set.of(grantTypes);
		return this;
	}

	/** Proves itself by a signature (RFC 7523), with these public keys. */
	public TestClients privateKeyJwt(String jwks) {
		return keys(jwks, null);
	}

	/** Proves itself by a signature (RFC 7523), with the keys it publishes there. */
	public TestClients privateKeyJwt(URI jwksUri) {
		return keys(null, jwksUri);
	}

	/**
	 * Signs request objects with one of these keys, each by this algorithm if not null.
	 */
	public TestClients requestObjects(String jwks, String algorithm) {
		this.keys = new ClientKeys(jwks, null, null, algorithm);
		return this;
	}

	/** The APIs for which it may exchange tokens. */
	public TestClients exchangeAudiences(String... audiences) {
		this.exchangeAudiences = Set.of(audiences);
		return this;
	}

	public TestClients accessTokenLifetime(Duration lifetime) {
		return lifetimes(new ClientLifetimes(lifetime, this.lifetimes.idToken(), this.lifetimes.refreshToken(),
				this.lifetimes.grant(), this.lifetimes.refreshGrace(), this.lifetimes.defaultMaxAge()));
	}

	public TestClients idTokenLifetime(Duration lifetime) {
		return lifetimes(new ClientLifetimes(this.lifetimes.accessToken(), lifetime, this.lifetimes.refreshToken(),
				this.lifetimes.grant(), this.lifetimes.refreshGrace(), this.lifetimes.defaultMaxAge()));
	}

	public TestClients refreshTokenLifetime(Duration lifetime) {
		return lifetimes(new ClientLifetimes(this.lifetimes.accessToken(), this.lifetimes.idToken(), lifetime,
				this.lifetimes.grant(), this.lifetimes.refreshGrace(), this.lifetimes.defaultMaxAge()));
	}

	public TestClients grantLifetime(Duration lifetime) {
		return lifetimes(new ClientLifetimes(this.lifetimes.accessToken(), this.lifetimes.idToken(),
				this.lifetimes.refreshToken(), lifetime, this.lifetimes.refreshGrace(),
				this.lifetimes.defaultMaxAge()));
	}

	public TestClients refreshGrace(Duration grace) {
		return lifetimes(new ClientLifetimes(this.lifetimes.accessToken(), this.lifetimes.idToken(),
				this.lifetimes.refreshToken(), this.lifetimes.grant(), grace, this.lifetimes.defaultMaxAge()));
	}

	public TestClients defaultMaxAge(Duration maxAge) {
		return lifetimes(new ClientLifetimes(this.lifetimes.accessToken(), this.lifetimes.idToken(),
				this.lifetimes.refreshToken(), this.lifetimes.grant(), this.lifetimes.refreshGrace(), maxAge));
	}

	/** Everything that is issued to it is signed with this algorithm. */
	public TestClients signedWith(String algorithm) {
		this.algorithms = new ClientAlgorithms(algorithm, algorithm, this.algorithms.userInfoAlgorithm(), algorithm);
		return this;
	}

	/** Userinfo answers are signed. */
	public TestClients signedUserInfo(String algorithm) {
		this.algorithms = new ClientAlgorithms(this.algorithms.idTokenAlgorithm(),
				this.algorithms.accessTokenAlgorithm(), algorithm, this.algorithms.introspectionAlgorithm());
		return this;
	}

	/** People have names that only clients of its sector know. */
	public TestClients pairwise() {
		return pairwise(null);
	}

	/** People have names that only clients of this sector know. */
	public TestClients pairwise(URI sectorIdentifierUri) {
		this.subject = new ClientSubject(SubjectType.PAIRWISE, sectorIdentifierUri);
		return this;
	}

	/** Is told of a sign-out by the server. */
	public TestClients backchannelLogout(URI uri, boolean sessionRequired) {
		this.logout = new ClientLogout(uri, sessionRequired, this.logout.frontchannelLogoutUri(),
				this.logout.frontchannelLogoutSessionRequired());
		return this;
	}

	/** Is told of a sign-out by the browser. */
	public TestClients frontchannelLogout(URI uri, boolean sessionRequired) {
		this.logout = new ClientLogout(this.logout.backchannelLogoutUri(),
				this.logout.backchannelLogoutSessionRequired(), uri, sessionRequired);
		return this;
	}

	/** How fresh a session must be; null for any. */
	public TestClients session(Duration idle, Duration maxAge) {
		this.session = new ClientSession(idle, maxAge);
		return this;
	}

	/** Whether people must prove a second factor for it. */
	public TestClients secondFactor(SecondFactorNeed secondFactor) {
		this.secondFactor = secondFactor;
		return this;
	}

	/** Which classes of sign-in it wants when its request does not say. */
	public TestClients defaultAcrValues(String... values) {
		this.defaultAcrValues = List.of(values);
		return this;
	}

	/** Gets one more claim, in tokens of every kind. */
	public TestClients claim(String claim, String name, ClientClaim.Format format) {
		this.claims.add(new ClientClaim(claim, name, format, true, true, true));
		return this;
	}

	/** A client that is stored nowhere and whose rules nobody checked. */
	public Client build() {
		Instant now = Instant.now();
		return new Client(UUID.randomUUID(), this.clientId, true, details(), now, now, false);
	}

	/** As {@link #build()}, in the framework's words. */
	public RegisteredClient buildRegistered() {
		return RegisteredClients.map(build(), ClientSecrets.encode(PlainSecret.store(this.secrets, Instant.now())));
	}

	/** Registers the client in the application of the test. */
	public Client save(BeanFactory beans) {
		return beans.getBean(ClientRegistration.class).register(this.clientId, details(), this.secrets);
	}

	List<ClientProblem> problems(ClientRules rules) {
		return rules.check(this.clientId, details(), this.secrets);
	}

	private TestClients keys(String jwks, URI jwksUri) {
		this.authenticationMethod = ClientAuthenticationMethod.PRIVATE_KEY_JWT;
		this.keys = new ClientKeys(jwks, jwksUri);
		return withoutSecret();
	}

	private TestClients lifetimes(ClientLifetimes lifetimes) {
		this.lifetimes = lifetimes;
		return this;
	}

	private ClientDetails details() {
		return new ClientDetails(this.name, this.pages, this.authenticationMethod, this.keys, this.firstParty,
				this.requirePkce, this.redirectUris, this.postLogoutRedirectUris, this.requestUris, this.scopes,
				this.grantTypes, this.exchangeAudiences, this.lifetimes, this.algorithms, this.subject, this.logout,
				this.claims, this.secondFactor, this.defaultAcrValues, this.session);
	}

}
