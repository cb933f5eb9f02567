package dev.signet.demo.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * The pages of one app, with the authorization server and the API played by a stub.
 */
@SpringBootTest
@ActiveProfiles("notes")
class PagesTests {

	private static final StubSignet stub = new StubSignet();

	private static final String APP = "http://127.0.0.1:8081";

	@Autowired
	private WebApplicationContext context;

	@Autowired
	private ClientRegistrationRepository registrations;

	@Autowired
	private OAuth2AuthorizedClientRepository clients;

	@Autowired
	private GrantedAuthoritiesMapper roles;

	private final MockHttpSession session = new MockHttpSession();

	private MockMvc app;

	@DynamicPropertySource
	static void neighbours(DynamicPropertyRegistry registry) {
		registry.add("demo.server", stub::address);
		registry.add("demo.api", stub::address);
		registry.add("spring.http.clients.read-timeout", () -> "3s");
	}

	@BeforeEach
	void setUp() {
		stub.reset();
		this.app = MockMvcBuilders.webAppContextSetup(this.context)
			.apply(springSecurity())
			.defaultRequest(get(APP + "/").session(this.session))
			.build();
	}

	@Test
	void landingWhenSignedOutThenOffersSignInUnderStrictPolicy() throws Exception {
		this.app.perform(get(APP + "/"))
			.andExpect(status().isOk())
			.andExpect(content().string(allOf(containsString("Sign in with Signet"), containsString("Northwind Notes"),
					containsString("href=\"http://127.0.0.1:8082/\""), not(containsString("style=\"")),
					not(containsString("<script")), not(containsString("<style")))))
			.andExpect(header().string("Content-Security-Policy",
					allOf(containsString("default-src 'none'"), not(containsString("unsafe")))));
	}

	@Test
	void landingWhenSignedInThenGoesHome() throws Exception {
		this.app.perform(get(APP + "/").with(authentication(alice()))).andExpect(redirectedUrl("/home"));
	}

	@Test
	void landingWhenCalledByAnotherNameThenGoesToRegisteredAddress() throws Exception {
		this.app.perform(get("http://localhost:8081/home")).andExpect(redirectedUrl(APP + "/"));
	}

	@Test
	void signInWhenServerAnswersThenAsksWithPkce() throws Exception {
		stub.answer("/.well-known/openid-configuration", 200, "{}");
		this.app.perform(get(APP + "/signin")).andExpect(redirectedUrl("/oauth2/authorization/signet"));
		String target = this.app.perform(get(APP + "/oauth2/authorization/signet"))
			.andReturn()
			.getResponse()
			.getRedirectedUrl();
		assertThat(target).startsWith("http://localhost:9000/oauth2/authorize?response_type=code&client_id=demo-notes")
			.contains("code_challenge_method=S256", "nonce=", "state=",
					"redirect_uri=http://127.0.0.1:8081/login/oauth2/code/signet");
		assertThat(target).contains("openid", "profile", "email", "roles", "notes.read");
	}

	@Test
	void signInWhenServerIsAwayThenSaysSoKindly() throws Exception {
		this.app.perform(get(APP + "/signin")).andExpect(redirectedUrl("/signin/failed?reason=away"));
		this.app.perform(get(APP + "/signin/failed").param("reason", "away"))
			.andExpect(status().isServiceUnavailable())
			.andExpect(content().string(containsString("Signet does not answer right now")));
	}

	@ParameterizedTest
	@CsvSource({ "access_denied, denied", "login_required, refused", "server_error, away" })
	void callbackWhenServerRefusesThenNamesReason(String error, String reason) throws Exception {
		MvcResult start = this.app.perform(get(APP + "/oauth2/authorization/signet")).andReturn();
		String state = start.getResponse().getRedirectedUrl().replaceAll(".*[?&]state=([^&]*).*", "$1");
		this.app
			.perform(get(APP + "/login/oauth2/code/signet").param("error", error)
				.param("state", URLDecoder.decode(state, StandardCharsets.UTF_8)))
			.andExpect(redirectedUrl("/signin/failed?reason=" + reason));
	}

	@Test
	void callbackWhenNobodyAskedThenOffersToStartAgain() throws Exception {
		this.app.perform(get(APP + "/login/oauth2/code/signet").param("code", "x").param("state", "y"))
			.andExpect(redirectedUrl("/signin/failed?reason=stale"));
	}

	@Test
	void failedWhenReasonIsMadeUpThenShowsNoneOfIt() throws Exception {
		this.app.perform(get(APP + "/signin/failed").param("reason", "<b>pwned</b>"))
			.andExpect(status().isForbidden())
			.andExpect(
					content().string(allOf(containsString("That sign-in did not work"), not(containsString("pwned")))));
	}

	@Test
	void homeWhenSignedOutThenAsksToSignIn() throws Exception {
		this.app.perform(get(APP + "/home")).andExpect(redirectedUrl("/signin"));
	}

	@Test
	void homeWhenSignedInThenShowsClaimsAndTokensButNoRawToken() throws Exception {
		Authentication alice = alice();
		OAuth2AuthorizedClient tokens = giveTokens(alice, Instant.now().plusSeconds(272));
		String page = this.app.perform(get(APP + "/home").with(authentication(alice)))
			.andExpect(status().isOk())
			.andReturn()
			.getResponse()
			.getContentAsString();
		assertThat(page).contains("Alice Liddell", ">AL<", "ADMIN", "alice@demo.example", "from userinfo",
				"&quot;at+jwt&quot;", "&quot;openid notes.read&quot;", "expires in 4 minutes 3");
		assertThat(page).doesNotContain(TestTokens.SIGNATURE, tokens.getAccessToken().getTokenValue().substring(0, 30),
				"the-refresh-token", "demo-notes-secret");
	}

	@Test
	void homeWhenClaimsHoldMarkupThenShowsItAsText() throws Exception {
		Authentication mallory = person("<img src=x onerror=alert(1)>", List.of("<script>"));
		this.app.perform(get(APP + "/home").with(authentication(mallory)))
			.andExpect(status().isOk())
			.andExpect(content().string(allOf(not(containsString("<img src=x")), not(containsString("<script>")))));
	}

	@Test
	void adminWhenRoleIsThereThenOpens() throws Exception {
		this.app.perform(get(APP + "/admin").with(authentication(alice())))
			.andExpect(status().isOk())
			.andExpect(content().string(containsString("You are an admin here")));
	}

	@Test
	void adminWhenRoleIsMissingThenForbidden() throws Exception {
		this.app.perform(get(APP + "/admin").with(authentication(person("Bruno Berg", List.of("USER")))))
			.andExpect(status().isForbidden());
	}

	@ParameterizedTest
	@CsvSource({ "403, This door is for admins", "404, There is nothing here", "500, Something went wrong" })
	void errorWhenStatusIsKnownThenExplains(int status, String words) throws Exception {
		this.app
			.perform(get(APP + "/error").with(authentication(person("Bruno Berg", List.of("USER"))))
				.accept(MediaType.TEXT_HTML)
				.requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status))
			.andExpect(status().is(status))
			.andExpect(content().string(containsString(words)));
	}

	@Test
	void apiCallWhenAllowedThenSendsTokenAndShowsAnswer() throws Exception {
		stub.answer("/api/notes", 200, "{\"notes\":[\"Buy ink\"]}");
		Authentication alice = alice();
		OAuth2AuthorizedClient tokens = giveTokens(alice, Instant.now().plusSeconds(272));
		call(alice, "notes", "200 OK", "Buy ink", "The API let you in.");
		assertThat(stub.requests())
			.containsExactly("GET /api/notes Bearer " + tokens.getAccessToken().getTokenValue() + " ");
	}

	@Test
	void apiCallWhenForbiddenThenShowsWhatWasMissing() throws Exception {
		stub.answer("/api/admin/report", 403, "{\"missing\":\"role ADMIN\"}");
		Authentication bruno = person("Bruno Berg", List.of("USER"));
		giveTokens(bruno, Instant.now().plusSeconds(272));
		call(bruno, "report", "403 Forbidden", "role ADMIN", "WWW-Authenticate", "insufficient_scope");
	}

	@Test
	void apiCallWhenItWantsAStrongerSignInThenLeadsToOne() throws Exception {
		stub.answer("/api/notes/sealed", 401, "{}");
		Authentication alice = alice();
		giveTokens(alice, Instant.now().plusSeconds(272));
		String link = "/oauth2/authorization/signet?acr_values=urn:signet:acr:2fa";
		call(alice, "sealed", "401 Unauthorized", "prove more", "href=\"" + link + "\"");
		assertThat(this.app.perform(get(APP + link)).andReturn().getResponse().getRedirectedUrl())
			.contains("&acr_values=urn:signet:acr:2fa", "&code_challenge_method=S256");
	}

	@Test
	void apiCallWhenThereIsNoTokenThenSaysHowToGetOne() throws Exception {
		call(alice(), "me", "Not sent", "Sign out and in again");
		assertThat(stub.requests()).isEmpty();
	}

	@Test
	void apiCallWhenTokenHasExpiredThenGetsNewOneFirst() throws Exception {
		stub.answer("/oauth2/token", 200,
				"{\"access_token\":\"brand-new\",\"token_type\":\"Bearer\",\"expires_in\":300,\"refresh_token\":\"next\"}");
		stub.answer("/api/me", 200, "{}");
		Authentication alice = alice();
		giveTokens(alice, Instant.now().minusSeconds(10));
		call(alice, "me", "200 OK");
		assertThat(stub.requests()).anyMatch((request) -> request.startsWith("GET /api/me Bearer brand-new"));
	}

	@Test
	void apiCallWhenAddressIsNotOnThePageThenRefused() throws Exception {
		this.app
			.perform(post(APP + "/api-call").session(this.session)
				.param("what", "http://evil.example")
				.with(csrf())
				.with(authentication(alice())))
			.andExpect(status().isBadRequest());
	}

	@Test
	void formWhenSentFromElsewhereThenNothingHappens() throws Exception {
		this.app
			.perform(post(APP + "/api-call").session(this.session).param("what", "me").with(authentication(alice())))
			.andExpect(redirectedUrl("/"));
		assertThat(stub.requests()).isEmpty();
	}

	@Test
	void refreshWhenServerAgreesThenKeepsNewTokens() throws Exception {
		stub.answer("/oauth2/token", 200,
				"{\"access_token\":\"brand-new\",\"token_type\":\"Bearer\",\"expires_in\":300,\"refresh_token\":\"next\"}");
		Authentication alice = alice();
		giveTokens(alice, Instant.now().plusSeconds(272));
		refresh(alice, "Renewed: the tokens below are brand new.");
		assertThat(stub.requests()).singleElement()
			.asString()
			.startsWith("POST /oauth2/token Basic ")
			.contains("grant_type=refresh_token", "refresh_token=the-refresh-token")
			.doesNotContain("client_secret");
		OAuth2AuthorizedClient renewed = tokens(alice);
		assertThat(renewed.getAccessToken().getTokenValue()).isEqualTo("brand-new");
		assertThat(renewed.getRefreshToken().getTokenValue()).isEqualTo("next");
	}

	@Test
	void refreshWhenGrantIsRevokedThenSaysSo() throws Exception {
		stub.answer("/oauth2/token", 400, "{\"error\":\"invalid_grant\"}");
		Authentication alice = alice();
		giveTokens(alice, Instant.now().plusSeconds(272));
		refresh(alice, "The server did not renew them.");
		this.app.perform(get(APP + "/home").with(authentication(alice)))
			.andExpect(status().isOk())
			.andExpect(content().string(containsString("There is none any more.")));
	}

	@Test
	@Timeout(60)
	void refreshWhenServerHangsThenGivesUpAndKeepsTokens() throws Exception {
		stub.hang("/oauth2/token");
		Authentication alice = alice();
		giveTokens(alice, Instant.now().plusSeconds(272));
		refresh(alice, "The server did not renew them.");
		assertThat(tokens(alice)).isNotNull();
	}

	@Test
	void signOutWhenServerAnswersThenSignsOutThereToo() throws Exception {
		stub.answer("/.well-known/openid-configuration", 200, "{}");
		String target = signOut();
		assertThat(target).startsWith("http://localhost:9000/connect/logout?id_token_hint=")
			.endsWith("&post_logout_redirect_uri=http://127.0.0.1:8081/");
		assertThat(this.session.isInvalid()).isTrue();
	}

	@Test
	void signOutWhenServerIsAwayThenAtLeastHere() throws Exception {
		assertThat(signOut()).isEqualTo("/");
		assertThat(this.session.isInvalid()).isTrue();
	}

	private String signOut() throws Exception {
		return this.app.perform(post(APP + "/logout").session(this.session).with(csrf()).with(authentication(alice())))
			.andExpect(status().isFound())
			.andReturn()
			.getResponse()
			.getHeader(HttpHeaders.LOCATION);
	}

	private void call(Authentication person, String what, String... words) throws Exception {
		MvcResult result = this.app
			.perform(post(APP + "/api-call").session(this.session)
				.param("what", what)
				.with(csrf())
				.with(authentication(person)))
			.andExpect(redirectedUrl("/home#api"))
			.andReturn();
		String page = this.app.perform(get(APP + "/home").with(authentication(person)).flashAttrs(result.getFlashMap()))
			.andReturn()
			.getResponse()
			.getContentAsString();
		assertThat(page).contains(words);
	}

	private void refresh(Authentication person, String words) throws Exception {
		MvcResult result = this.app
			.perform(post(APP + "/tokens/refresh").session(this.session).with(csrf()).with(authentication(person)))
			.andExpect(redirectedUrl("/home#tokens"))
			.andReturn();
		assertThat(result.getFlashMap().get("refreshed")).asString().startsWith(words);
	}

	private OAuth2AuthorizedClient giveTokens(Authentication person, Instant expiresAt) {
		OAuth2AccessToken accessToken = TestTokens.accessToken(expiresAt.minusSeconds(300), expiresAt);
		OAuth2AuthorizedClient tokens = new OAuth2AuthorizedClient(
				this.registrations.findByRegistrationId(ClientSecurity.SIGNET), person.getName(), accessToken,
				new OAuth2RefreshToken("the-refresh-token", Instant.now()));
		this.clients.saveAuthorizedClient(tokens, person, request(), new MockHttpServletResponse());
		return tokens;
	}

	private OAuth2AuthorizedClient tokens(Authentication person) {
		return this.clients.loadAuthorizedClient(ClientSecurity.SIGNET, person, request());
	}

	private MockHttpServletRequest request() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setSession(this.session);
		return request;
	}

	private Authentication alice() {
		return person("Alice Liddell", List.of("USER", "ADMIN"));
	}

	/**
	 * Signed in just as after a real sign-in: roles come from userinfo, by the mapper.
	 */
	private Authentication person(String name, List<String> roles) {
		Instant now = Instant.now();
		OidcIdToken idToken = new OidcIdToken(
				TestTokens.jwt("{\"alg\":\"RS256\"}", "{\"iss\":\"http://localhost:9000\",\"sub\":\"7b1f\"}"), now,
				now.plusSeconds(1800),
				Map.of("iss", "http://localhost:9000", "sub", "7b1f", "auth_time", now, "amr", List.of("pwd")));
		Map<String, Object> claims = new HashMap<>(
				Map.of("sub", "7b1f", "name", name, "preferred_username", "alice", "roles", roles));
		claims.put("email", "alice@demo.example");
		OidcUserInfo userInfo = new OidcUserInfo(claims);
		OidcUserAuthority authority = new OidcUserAuthority(idToken, userInfo);
		DefaultOidcUser user = new DefaultOidcUser(List.of(authority), idToken, userInfo);
		return new OAuth2AuthenticationToken(user, this.roles.mapAuthorities(List.of(authority)),
				ClientSecurity.SIGNET);
	}

}
