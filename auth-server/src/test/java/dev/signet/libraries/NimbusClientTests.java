package dev.signet.libraries;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Request;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.UserInfoSuccessResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientUpdateRequest;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.client.InitialAccessTokens;
import dev.signet.client.TestClients;
import dev.signet.flow.Actors;
import dev.signet.flow.LogoutReceiver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An app on Nimbus' {@code oauth2-oidc-sdk}, whose validators hold answers and tokens to
 * the standards.
 */
@SignetTest
class NimbusClientTests {

	private static final URI REDIRECT_URI = URI.create(TestClients.REDIRECT_URI);

	private static final URI AFTER = URI.create("https://app.test/");

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	private Person person;

	private OIDCProviderMetadata server;

	/** For which the app asks. */
	private Scope scope = Scope.parse(Actors.SCOPE);

	/** With which the app expects ID tokens to be signed. */
	private JWSAlgorithm algorithm = JWSAlgorithm.RS256;

	@BeforeEach
	void setUp() throws Exception {
		this.person = new Person(this.actors);
		this.server = OIDCProviderMetadata.resolve(new Issuer(this.actors.server()));
	}

	@Test
	void signInWhenCodeWithPkceThenIdTokenAndUserInfo() throws Exception {
		OIDCTokens tokens = signIn(app(TestClients.confidential()));
		UserInfoSuccessResponse answer = userInfo(tokens.getAccessToken());
		assertThat(answer.getUserInfo().getSubject().getValue()).isEqualTo(this.person.subject());
		assertThat(answer.getUserInfo().getPreferredUsername()).isEqualTo(this.person.username());
		assertThat(answer.getUserInfo().getEmailVerified()).isFalse();
	}

	@Test
	void signInWhenFormPostThenIdToken() throws Exception {
		signIn(app(TestClients.confidential()), ResponseMode.FORM_POST);
	}

	@Test
	void userInfoWhenSignedThenSignatureHolds() throws Exception {
		ClientAuthentication app = app(TestClients.confidential().signedUserInfo("RS256"));
		JWT signed = userInfo(signIn(app).getAccessToken()).getUserInfoJWT();
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSKeySelector(keys());
		// The library has no validator for these
		processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(app.getClientID().getValue(),
				new JWTClaimsSet.Builder().issuer(this.server.getIssuer().getValue())
					.subject(this.person.subject())
					.build(),
				Set.of()));
		assertThat(processor.process(signed, null).getStringClaim("preferred_username"))
			.isEqualTo(this.person.username());
	}

	@ParameterizedTest
	@ValueSource(strings = { "PS256", "ES256" })
	void signInWhenSignedWithAnotherAlgorithmThenIdToken(String name) throws Exception {
		this.algorithm = JWSAlgorithm.parse(name);
		signIn(app(TestClients.confidential().signedWith(name)));
	}

	@Test
	void refreshThenNewTokensOfTheSamePerson() throws Exception {
		ClientAuthentication app = app(TestClients.confidential());
		OIDCTokens first = signIn(app);
		OIDCTokens second = success(tokens(app, new RefreshTokenGrant(first.getRefreshToken())));
		assertThat(idToken(app.getClientID(), second, null).getSubject().getValue()).isEqualTo(this.person.subject());
		assertThat(second.getRefreshToken()).isNotEqualTo(first.getRefreshToken());
		assertThat(userInfo(second.getAccessToken()).getUserInfo().getSubject().getValue())
			.isEqualTo(this.person.subject());
	}

	@Test
	void revokeWhenRefreshTokenThenIntrospectionAndRefreshSaySo() throws Exception {
		ClientAuthentication app = app(TestClients.confidential());
		OIDCTokens tokens = signIn(app);
		TokenIntrospectionSuccessResponse before = introspect(app, tokens.getAccessToken());
		assertThat(before.isActive()).isTrue();
		assertThat(before.getSubject().getValue()).isEqualTo(this.person.subject());
		assertThat(before.getClientID()).isEqualTo(app.getClientID());
		assertThat(before.getScope()).containsExactlyInAnyOrderElementsOf(this.scope);
		revoke(app, tokens.getRefreshToken());
		assertThat(introspect(app, tokens.getAccessToken()).isActive()).isFalse();
		assertThat(error(tokens(app, new RefreshTokenGrant(tokens.getRefreshToken()))))
			.isEqualTo(OAuth2Error.INVALID_GRANT);
	}

	@Test
	void signInWhenPrivateKeyJwtThenAcceptedAtEveryEndpoint() throws Exception {
		ECKey key = new ECKeyGenerator(Curve.P_256).keyID("its-own").generate();
		ClientID client = register(TestClients.confidential().privateKeyJwt(new JWKSet(key.toPublicJWK()).toString()));
		OIDCTokens tokens = signIn(signed(client, key), ResponseMode.QUERY);
		OIDCTokens refreshed = success(tokens(signed(client, key), new RefreshTokenGrant(tokens.getRefreshToken())));
		assertThat(introspect(signed(client, key), refreshed.getAccessToken()).isActive()).isTrue();
		revoke(signed(client, key), refreshed.getAccessToken());
		assertThat(introspect(signed(client, key), refreshed.getAccessToken()).isActive()).isFalse();
	}

	@Test
	void signInWhenOnADeviceThenTokensAfterApproval() throws Exception {
		ClientID app = register(TestClients.publicNative().grantTypes(GrantType.DEVICE_CODE.getValue()));
		DeviceAuthorizationRequest request = new DeviceAuthorizationRequest.Builder(app)
			.endpointURI(this.server.getDeviceAuthorizationEndpointURI())
			.scope(new Scope("openid", "profile"))
			.build();
		DeviceAuthorizationSuccessResponse asked = DeviceAuthorizationResponse.parse(request.toHTTPRequest().send())
			.toSuccessResponse();
		TokenRequest poll = new TokenRequest.Builder(this.server.getTokenEndpointURI(), app,
				new DeviceCodeGrant(asked.getDeviceCode()))
			.build();
		assertThat(error(send(poll))).isEqualTo(DeviceAuthorizationGrantError.AUTHORIZATION_PENDING);
		this.person.approve(asked.getVerificationURIComplete().toString());
		this.clock.advance(Duration.ofSeconds(asked.getInterval()));
		assertThat(idToken(app, success(send(poll)), null).getSubject().getValue()).isEqualTo(this.person.subject());
	}

	@Test
	void exchangeWhenTokenIsForTwoApisThenTokenForOne() throws Exception {
		String orders = "https://orders.test/" + UUID.randomUUID();
		String stock = "https://stock.test/" + UUID.randomUUID();
		TestClients.resource(this.beans, orders, "orders-" + orders);
		TestClients.resource(this.beans, stock, "stock-" + stock);
		ClientAuthentication app = app(TestClients.confidential()
			.grantTypes("authorization_code", GrantType.TOKEN_EXCHANGE.getValue())
			.scopes("openid", "orders-" + orders, "stock-" + stock)
			.exchangeAudiences(stock));
		this.scope = new Scope("openid", "orders-" + orders, "stock-" + stock);
		TokenExchangeGrant grant = new TokenExchangeGrant(signIn(app).getAccessToken(), TokenTypeURI.ACCESS_TOKEN, null,
				null, null, List.of(new Audience(stock)));
		AccessToken exchanged = tokens(app, grant).toSuccessResponse().getTokens().getAccessToken();
		assertThat(exchanged.getScope()).containsExactly(new Scope.Value("stock-" + stock));
		assertThat(exchanged.getIssuedTokenType()).isEqualTo(TokenTypeURI.ACCESS_TOKEN);
		assertThat(SignedJWT.parse(exchanged.getValue()).getJWTClaimsSet().getAudience()).containsExactly(stock);
	}

	@Test
	void registerThenSignInReadChangeAndRemove() throws Exception {
		String token = this.beans.getBean(InitialAccessTokens.class).create("it-" + UUID.randomUUID(), null, 1);
		OIDCClientMetadata wanted = new OIDCClientMetadata();
		wanted.setRedirectionURI(REDIRECT_URI);
		wanted.setName("Made by Nimbus");
		wanted.setScope(new Scope("openid", "profile"));
		this.scope = wanted.getScope();
		OIDCClientInformation made = registration(new OIDCClientRegistrationRequest(
				this.server.getRegistrationEndpointURI(), wanted, new BearerAccessToken(token)));
		assertThat(made.getOIDCMetadata().getRedirectionURI()).isEqualTo(REDIRECT_URI);
		signIn(new ClientSecretBasic(made.getID(), made.getSecret()));

		OIDCClientInformation read = registration(
				new ClientReadRequest(made.getRegistrationURI(), made.getRegistrationAccessToken()));
		assertThat(read.getOIDCMetadata().getName()).isEqualTo("Made by Nimbus");

		OIDCClientMetadata changed = read.getOIDCMetadata();
		changed.setName("Changed by Nimbus");
		OIDCClientInformation renamed = registration(new OIDCClientUpdateRequest(read.getRegistrationURI(),
				read.getID(), read.getRegistrationAccessToken(), changed, read.getSecret()));
		assertThat(renamed.getOIDCMetadata().getName()).isEqualTo("Changed by Nimbus");

		ClientDeleteRequest removal = new ClientDeleteRequest(renamed.getRegistrationURI(),
				renamed.getRegistrationAccessToken());
		assertThat(removal.toHTTPRequest().send().getStatusCode()).isEqualTo(204);
		assertThat(removal.toHTTPRequest().send().getStatusCode()).isEqualTo(401);
	}

	@Test
	void signOutWhenFromTheAppThenSignedOutAndBackAtTheApp() throws Exception {
		ClientAuthentication app = app(TestClients.confidential().postLogoutRedirectUri(AFTER.toString()));
		State state = new State();
		LogoutRequest request = new LogoutRequest(this.server.getEndSessionEndpointURI(), signIn(app).getIDToken(),
				AFTER, state);
		assertThat(this.person.visit(request.toURI().toString()).url())
			.isEqualTo(URI.create(AFTER + "?state=" + state));
		assertThat(this.person.signedIn()).isFalse();
	}

	@Test
	void signOutWhenElsewhereThenTheAppIsTold() throws Exception {
		try (LogoutReceiver receiver = new LogoutReceiver()) {
			ClientAuthentication app = app(TestClients.confidential().backchannelLogout(receiver.uri(), true));
			OIDCTokens tokens = signIn(app);
			this.person.signOut();
			LogoutTokenClaimsSet logout = new LogoutTokenValidator(this.server.getIssuer(), app.getClientID(), true,
					keys(), null)
				.validate(SignedJWT.parse(receiver.await(1).get(0)));
			assertThat(logout.getSubject().getValue()).isEqualTo(this.person.subject());
			assertThat(logout.getSessionID().getValue())
				.isEqualTo(tokens.getIDToken().getJWTClaimsSet().getStringClaim("sid"));
		}
	}

	private ClientID register(TestClients client) {
		return new ClientID(client.save(this.beans).clientId());
	}

	private ClientAuthentication app(TestClients client) {
		return new ClientSecretBasic(register(client), new Secret(TestClients.SECRET));
	}

	private PrivateKeyJWT signed(ClientID client, ECKey key) throws Exception {
		return new PrivateKeyJWT(client, this.server.getTokenEndpointURI(), JWSAlgorithm.ES256, key.toPrivateKey(),
				key.getKeyID(), null);
	}

	private OIDCTokens signIn(ClientAuthentication app) throws Exception {
		return signIn(app, ResponseMode.QUERY);
	}

	private OIDCTokens signIn(ClientAuthentication app, ResponseMode mode) throws Exception {
		CodeVerifier verifier = new CodeVerifier();
		State state = new State();
		Nonce nonce = new Nonce();
		AuthenticationRequest request = new AuthenticationRequest.Builder(ResponseType.CODE, this.scope,
				app.getClientID(), REDIRECT_URI)
			.endpointURI(this.server.getAuthorizationEndpointURI())
			.responseMode(mode.equals(ResponseMode.QUERY) ? null : mode)
			.state(state)
			.nonce(nonce)
			.codeChallenge(verifier, CodeChallengeMethod.S256)
			.build();
		AuthenticationSuccessResponse answer = AuthenticationResponseParser
			.parse(callback(this.person.visit(request.toURI().toString())))
			.toSuccessResponse();
		assertThat(answer.getState()).isEqualTo(state);
		assertThat(answer.getIssuer()).isEqualTo(this.server.getIssuer());
		OIDCTokens tokens = success(
				tokens(app, new AuthorizationCodeGrant(answer.getAuthorizationCode(), REDIRECT_URI, verifier)));
		assertThat(idToken(app.getClientID(), tokens, nonce).getSubject().getValue()).isEqualTo(this.person.subject());
		return tokens;
	}

	/** The request with which the browser comes back to the app. */
	private static HTTPRequest callback(Arrival arrival) {
		if (arrival.form() == null) {
			return new HTTPRequest(HTTPRequest.Method.GET, arrival.url());
		}
		HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, arrival.url());
		request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
		request.setBody(URLUtils.serializeParameters(arrival.form()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (field) -> List.of(field.getValue())))));
		return request;
	}

	private JWSKeySelector<SecurityContext> keys() throws Exception {
		return new JWSVerificationKeySelector<>(JWSAlgorithm.RS256,
				JWKSourceBuilder.create(this.server.getJWKSetURI().toURL()).build());
	}

	/** The ID token and what it says of the access token beside it. */
	private IDTokenClaimsSet idToken(ClientID client, OIDCTokens tokens, Nonce nonce) throws Exception {
		IDTokenClaimsSet claims = new IDTokenValidator(this.server.getIssuer(), client, this.algorithm,
				this.server.getJWKSetURI().toURL())
			.validate(tokens.getIDToken(), nonce);
		AccessTokenValidator.validate(tokens.getAccessToken(), this.algorithm, claims.getAccessTokenHash());
		return claims;
	}

	private TokenResponse tokens(ClientAuthentication app, AuthorizationGrant grant) throws Exception {
		return send(new TokenRequest.Builder(this.server.getTokenEndpointURI(), app, grant).build());
	}

	private static TokenResponse send(TokenRequest request) throws Exception {
		return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
	}

	private static OIDCClientInformation registration(Request request) throws Exception {
		ClientRegistrationResponse answer = OIDCClientRegistrationResponseParser.parse(request.toHTTPRequest().send());
		assertThat(answer.indicatesSuccess())
			.as(() -> answer.toErrorResponse().getErrorObject().toJSONObject().toJSONString())
			.isTrue();
		return ((OIDCClientInformationResponse) answer.toSuccessResponse()).getOIDCClientInformation();
	}

	private static OIDCTokens success(TokenResponse answer) {
		assertThat(answer.indicatesSuccess()).as(() -> error(answer).toJSONObject().toJSONString()).isTrue();
		return ((OIDCTokenResponse) answer.toSuccessResponse()).getOIDCTokens();
	}

	private static ErrorObject error(TokenResponse answer) {
		return answer.toErrorResponse().getErrorObject();
	}

	private UserInfoSuccessResponse userInfo(AccessToken token) throws Exception {
		return UserInfoResponse
			.parse(new UserInfoRequest(this.server.getUserInfoEndpointURI(), token).toHTTPRequest().send())
			.toSuccessResponse();
	}

	private TokenIntrospectionSuccessResponse introspect(ClientAuthentication app, Token token) throws Exception {
		return TokenIntrospectionResponse
			.parse(new TokenIntrospectionRequest(this.server.getIntrospectionEndpointURI(), app, token).toHTTPRequest()
				.send())
			.toSuccessResponse();
	}

	private void revoke(ClientAuthentication app, Token token) throws Exception {
		assertThat(new TokenRevocationRequest(this.server.getRevocationEndpointURI(), app, token).toHTTPRequest()
			.send()
			.getStatusCode()).isEqualTo(200);
	}

}
