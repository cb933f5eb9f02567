package dev.signet.libraries;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.signet.SignetTest;
import dev.signet.client.TestClients;
import dev.signet.flow.Actors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientTokenExchangeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.TokenExchangeGrantRequest;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.RestClientOpaqueTokenIntrospector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Spring Security's own OAuth 2.0 client and resource server. What the demonstration does
 * with them, the back-channel among it, is shown in a browser in
 * {@code dev.signet.journey} of demo-client; here is the rest, configured by nothing but
 * the issuer.
 */
@SignetTest
class SpringSecurityTests {

	private static final String AFTER = "https://app.test/";

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	private final OidcIdTokenDecoderFactory idTokens = new OidcIdTokenDecoderFactory();

	private Person person;

	private String issuer;

	@BeforeEach
	void setUp() {
		this.person = new Person(this.actors);
		this.issuer = this.actors.server().toString();
	}

	@Test
	void signInWhenOnlyTheIssuerIsKnownThenOidcUser() {
		OAuth2LoginAuthenticationToken signedIn = signIn(app(TestClients.confidential()));
		OidcUser user = (OidcUser) signedIn.getPrincipal();
		assertThat(user.getSubject()).isEqualTo(this.person.subject());
		assertThat(user.getUserInfo().getPreferredUsername()).isEqualTo(this.person.username());
		assertThat(user.getClaimAsStringList("roles")).containsExactly("USER");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PS256", "ES256" })
	void signInWhenSignedWithAnotherAlgorithmThenOidcUser(String algorithm) {
		this.idTokens.setJwsAlgorithmResolver((registration) -> SignatureAlgorithm.from(algorithm));
		assertThat(signIn(app(TestClients.confidential().signedWith(algorithm))).getPrincipal().getName())
			.isEqualTo(this.person.subject());
	}

	@Test
	void refreshWhenAgainAndAgainThenNewTokens() {
		ClientRegistration app = app(TestClients.confidential());
		OAuth2LoginAuthenticationToken signedIn = signIn(app);
		RestClientRefreshTokenTokenResponseClient client = new RestClientRefreshTokenTokenResponseClient();
		OAuth2AccessTokenResponse first = client.getTokenResponse(
				new OAuth2RefreshTokenGrantRequest(app, signedIn.getAccessToken(), signedIn.getRefreshToken()));
		OAuth2AccessTokenResponse second = client
			.getTokenResponse(new OAuth2RefreshTokenGrantRequest(app, first.getAccessToken(), first.getRefreshToken()));
		assertThat(second.getRefreshToken().getTokenValue()).isNotEqualTo(first.getRefreshToken().getTokenValue());
		assertThat(second.getAdditionalParameters()).containsKey("id_token");
		// Two rotations later the first token is worth nothing
		OAuth2RefreshTokenGrantRequest replay = new OAuth2RefreshTokenGrantRequest(app, signedIn.getAccessToken(),
				signedIn.getRefreshToken());
		assertThatExceptionOfType(OAuth2AuthorizationException.class).isThrownBy(() -> client.getTokenResponse(replay))
			.satisfies((ex) -> assertThat(ex.getError().getErrorCode()).isEqualTo("invalid_grant"));
	}

	@Test
	void signInWhenPrivateKeyJwtThenAccepted() throws Exception {
		ECKey key = new ECKeyGenerator(Curve.P_256).keyID("its-own").generate();
		ClientRegistration app = ClientRegistration
			.withClientRegistration(
					app(TestClients.confidential().privateKeyJwt(new JWKSet(key.toPublicJWK()).toString())))
			.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
			.build();
		RestClientAuthorizationCodeTokenResponseClient codes = new RestClientAuthorizationCodeTokenResponseClient();
		codes.addParametersConverter(new NimbusJwtClientAuthenticationParametersConverter<>((registration) -> key));
		OAuth2LoginAuthenticationToken signedIn = signIn(app, codes);
		RestClientRefreshTokenTokenResponseClient refresh = new RestClientRefreshTokenTokenResponseClient();
		refresh.addParametersConverter(new NimbusJwtClientAuthenticationParametersConverter<>((registration) -> key));
		assertThat(refresh
			.getTokenResponse(
					new OAuth2RefreshTokenGrantRequest(app, signedIn.getAccessToken(), signedIn.getRefreshToken()))
			.getAccessToken()).isNotNull();
	}

	@Test
	void callWhenServiceThenApiBelievesItsTokenAndNoOther() {
		String api = "https://api.test/" + UUID.randomUUID();
		String token = serviceToken(api);
		Jwt believed = api(api).decode(token);
		assertThat(believed.getAudience()).containsExactly(api);
		assertThatExceptionOfType(JwtValidationException.class)
			.isThrownBy(() -> api("https://api.test/other").decode(token));
		String idToken = ((OidcUser) signIn(app(TestClients.confidential())).getPrincipal()).getIdToken()
			.getTokenValue();
		assertThatExceptionOfType(JwtValidationException.class).isThrownBy(() -> api(api).decode(idToken));
	}

	@Test
	void callWhenApiAsksTheServerThenToldWhatTheTokenSays() {
		String api = "https://api.test/" + UUID.randomUUID();
		String token = serviceToken(api);
		String apiClient = TestClients.service().save(this.beans).clientId();
		TestClients.actingAs(this.beans, api, apiClient);
		RestClientOpaqueTokenIntrospector introspector = RestClientOpaqueTokenIntrospector
			.withIntrospectionUri(this.issuer + "/oauth2/introspect")
			.clientId(apiClient)
			.clientSecret(TestClients.SECRET)
			.build();
		OAuth2AuthenticatedPrincipal caller = introspector.introspect(token);
		assertThat(caller.<List<String>>getAttribute("aud")).containsExactly(api);
		assertThat(caller.getAuthorities()).singleElement()
			.satisfies((authority) -> assertThat(authority.getAuthority()).startsWith("SCOPE_read-"));
		assertThatExceptionOfType(BadOpaqueTokenException.class).isThrownBy(() -> introspector.introspect(token + "x"));
	}

	@Test
	void exchangeWhenTokenIsForTwoApisThenTokenForOne() {
		String orders = "https://orders.test/" + UUID.randomUUID();
		String stock = "https://stock.test/" + UUID.randomUUID();
		String[] scopes = { "openid", "orders-" + orders, "stock-" + stock };
		TestClients.resource(this.beans, orders, scopes[1]);
		TestClients.resource(this.beans, stock, scopes[2]);
		ClientRegistration app = ClientRegistration
			.withClientRegistration(app(TestClients.confidential()
				.grantTypes("authorization_code", AuthorizationGrantType.TOKEN_EXCHANGE.getValue())
				.scopes(scopes)
				.exchangeAudiences(stock)))
			.scope(scopes)
			.build();
		OAuth2AccessToken subject = signIn(app).getAccessToken();
		ClientRegistration exchanging = ClientRegistration.withClientRegistration(app)
			.authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
			.scope(scopes[2])
			.build();
		RestClientTokenExchangeTokenResponseClient client = new RestClientTokenExchangeTokenResponseClient();
		client.setParametersCustomizer((parameters) -> parameters.set("audience", stock));
		OAuth2AccessToken exchanged = client.getTokenResponse(new TokenExchangeGrantRequest(exchanging, subject, null))
			.getAccessToken();
		assertThat(api(stock).decode(exchanged.getTokenValue()).getSubject()).isEqualTo(this.person.subject());
		assertThat(exchanged.getScopes()).containsExactly(scopes[2]);
	}

	@Test
	void signOutWhenFromTheAppThenSignedOutAndBackAtTheApp() throws Exception {
		ClientRegistration app = app(TestClients.confidential().postLogoutRedirectUri(AFTER));
		OAuth2LoginAuthenticationToken signedIn = signIn(app);
		OidcClientInitiatedLogoutSuccessHandler handler = new OidcClientInitiatedLogoutSuccessHandler(
				new InMemoryClientRegistrationRepository(app));
		handler.setPostLogoutRedirectUri(AFTER);
		MockHttpServletResponse response = new MockHttpServletResponse();
		handler.onLogoutSuccess(new MockHttpServletRequest(), response, new OAuth2AuthenticationToken(
				signedIn.getPrincipal(), signedIn.getAuthorities(), app.getRegistrationId()));
		assertThat(this.person.visit(response.getRedirectedUrl()).url()).isEqualTo(URI.create(AFTER));
		assertThat(this.person.signedIn()).isFalse();
	}

	private ClientRegistration app(TestClients client) {
		return ClientRegistrations.fromIssuerLocation(this.issuer)
			.registrationId("signet")
			.clientId(client.save(this.beans).clientId())
			.clientSecret(TestClients.SECRET)
			.redirectUri(TestClients.REDIRECT_URI)
			.scope(Actors.SCOPE.split(" "))
			.build();
	}

	private OAuth2LoginAuthenticationToken signIn(ClientRegistration app) {
		return signIn(app, new RestClientAuthorizationCodeTokenResponseClient());
	}

	/** All that happens between the link to sign in and the person's name at the app. */
	private OAuth2LoginAuthenticationToken signIn(ClientRegistration app,
			RestClientAuthorizationCodeTokenResponseClient tokens) {
		OAuth2AuthorizationRequest request = new DefaultOAuth2AuthorizationRequestResolver(
				new InMemoryClientRegistrationRepository(app))
			.resolve(new MockHttpServletRequest("GET", "/oauth2/authorization/signet"), "signet");
		Arrival arrival = this.person.visit(request.getAuthorizationRequestUri());
		OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(arrival.parameter("code"))
			.state(arrival.parameter("state"))
			.redirectUri(TestClients.REDIRECT_URI)
			.build();
		OidcAuthorizationCodeAuthenticationProvider provider = new OidcAuthorizationCodeAuthenticationProvider(tokens,
				new OidcUserService());
		provider.setJwtDecoderFactory(this.idTokens);
		return (OAuth2LoginAuthenticationToken) provider
			.authenticate(new OAuth2LoginAuthenticationToken(app, new OAuth2AuthorizationExchange(request, response)));
	}

	private String serviceToken(String api) {
		String scope = "read-" + UUID.randomUUID();
		TestClients.resource(this.beans, api, scope);
		ClientRegistration service = ClientRegistration.withClientRegistration(app(TestClients.service().scopes(scope)))
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.scope(scope)
			.build();
		return new RestClientClientCredentialsTokenResponseClient()
			.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(service))
			.getAccessToken()
			.getTokenValue();
	}

	/** A resource server that believes only access tokens for itself (RFC 9068 §4). */
	private NimbusJwtDecoder api(String audience) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(this.issuer).validateType(false).build();
		decoder.setJwtValidator(JwtValidators.createAtJwtValidator().issuer(this.issuer).audience(audience).build());
		return decoder;
	}

}
