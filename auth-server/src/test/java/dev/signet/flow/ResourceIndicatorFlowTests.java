package dev.signet.flow;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Access tokens for some APIs and not for others (RFC 8707 §2).
 */
@SignetTest
class ResourceIndicatorFlowTests {

	private final String id = UUID.randomUUID().toString().substring(0, 8);

	private final String notes = "https://notes.test/" + this.id;

	private final String photos = "https://photos.test/" + this.id;

	private final String notesScope = "notes." + this.id;

	private final String photosScope = "photos." + this.id;

	private final String scope = "openid roles " + this.notesScope + " " + this.photosScope;

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	private RelyingParty app;

	private Browser browser;

	private String issuer;

	@BeforeEach
	void setUp() {
		this.issuer = this.actors.server().toString();
		TestClients.resource(this.beans, this.notes, this.notesScope);
		TestClients.resource(this.beans, this.photos, this.photosScope);
		this.app = this.actors.app(client().firstParty());
		Account person = this.actors.person("USER");
		this.browser = this.actors.signedIn(person);
	}

	@Test
	void authorizeWhenNoResourceThenTokenIsForAllThatWasGranted() {
		RelyingParty.Answer tokens = redeem(code());
		assertToken(tokens, Set.of(this.notes, this.photos, this.issuer), this.scope);
		assertThat(this.app.userInfo(tokens.accessToken()).status()).isEqualTo(200);
	}

	@Test
	void authorizeWhenOneResourceThenTokensAreForThatOneAndStayIt() {
		RelyingParty.Answer tokens = redeem(code(this.notes));
		assertToken(tokens, Set.of(this.notes), "roles " + this.notesScope);
		assertThat(RelyingParty.claims(tokens.accessToken())).containsEntry("roles", List.of("USER"));
		assertThat(this.app.userInfo(tokens.accessToken()).status()).isEqualTo(401);
		assertThat(tokens.idToken()).isNotNull();
		assertToken(this.app.refresh(tokens.refreshToken()), Set.of(this.notes), "roles " + this.notesScope);
	}

	@Test
	void authorizeWhenSeveralResourcesThenTokenIsForThese() {
		RelyingParty.Answer tokens = redeem(code(this.notes, this.issuer));
		assertToken(tokens, Set.of(this.notes, this.issuer), "openid roles " + this.notesScope);
		assertThat(this.app.userInfo(tokens.accessToken()).status()).isEqualTo(200);
	}

	@Test
	void redeemWhenResourceThenThatTokenIsNarrowedAndTheNextIsNot() {
		RelyingParty.Answer first = redeem(code(), this.photos);
		assertToken(first, Set.of(this.photos), "roles " + this.photosScope);
		RelyingParty.Answer second = refresh(first.refreshToken(), this.notes);
		assertToken(second, Set.of(this.notes), "roles " + this.notesScope);
		RelyingParty.Answer third = refresh(second.refreshToken(), this.notes, this.photos);
		assertToken(third, Set.of(this.notes, this.photos), "roles " + this.notesScope + " " + this.photosScope);
		assertToken(this.app.refresh(third.refreshToken()), Set.of(this.notes, this.photos, this.issuer), this.scope);
	}

	@Test
	void redeemWhenResourceWasNotGrantedThenInvalidTargetAndTheCodeIsStillGood() {
		String code = code(this.notes);
		for (String resource : List.of(this.photos, this.issuer, "https://unknown.test", "relative")) {
			assertThat(redeem(code, resource).error()).as(resource).isEqualTo("invalid_target");
		}
		RelyingParty.Answer tokens = redeem(code, this.notes);
		assertToken(tokens, Set.of(this.notes), "roles " + this.notesScope);
		assertThat(refresh(tokens.refreshToken(), this.photos).error()).isEqualTo("invalid_target");
		assertThat(refresh(tokens.refreshToken(), this.notes).status()).isEqualTo(200);
	}

	/** RFC 6749 §3.2: as if it had been left out. */
	@Test
	void tokenWhenResourceHasNoValueThenAsIfItWereLeftOut() {
		RelyingParty.Answer first = redeem(code(""), "");
		assertToken(first, Set.of(this.notes, this.photos, this.issuer), this.scope);
		RelyingParty.Answer second = refresh(first.refreshToken(), "", this.notes);
		assertToken(second, Set.of(this.notes), "roles " + this.notesScope);
		assertToken(refreshFor(second.refreshToken(), "", "", ""), Set.of(this.notes, this.photos, this.issuer),
				this.scope);
		this.app = this.actors.app(TestClients.service().scopes(this.notesScope));
		assertToken(service(this.notesScope, ""), Set.of(this.notes), this.notesScope);
	}

	/** A token without a scope would be one that allows nothing, or anything. */
	@Test
	void refreshWhenNoScopeIsOfTheResourceThenInvalidScopeAndTheTokenIsStillGood() {
		RelyingParty.Answer tokens = redeem(code(this.notes));
		for (String scope : List.of("openid", this.photosScope, "openid " + this.photosScope)) {
			assertThat(refreshFor(tokens.refreshToken(), scope).error()).as(scope).isEqualTo("invalid_scope");
			assertThat(refreshFor(tokens.refreshToken(), scope, this.notes).error()).as(scope)
				.isEqualTo("invalid_scope");
		}
		RelyingParty.Answer narrow = refreshFor(tokens.refreshToken(), "openid " + this.notesScope);
		assertToken(narrow, Set.of(this.notes), this.notesScope);
	}

	/** Where the request named no API, this server is the one of {@code openid}. */
	@Test
	void refreshWhenOpenIdAloneAndNoResourceThenTheTokenIsForThisServer() {
		RelyingParty.Answer tokens = refreshFor(redeem(code()).refreshToken(), "openid");
		assertToken(tokens, Set.of(this.issuer), "openid");
		assertThat(this.app.userInfo(tokens.accessToken()).status()).isEqualTo(200);
	}

	@Test
	void authorizeWhenScopeOfTheResourceIsNotAskedThenInvalidTarget() {
		Page page = ask("openid " + this.notesScope, this.photos);
		assertThat(page.answer()).containsEntry("error", "invalid_target");
		assertThat(ask(this.notesScope, this.issuer).answer()).containsEntry("error", "invalid_target");
	}

	@Test
	void consentWhenPersonLeavesOneApiOutThenTokensAreForTheOther() {
		this.app = this.actors.app(client());
		Page page = this.actors.answer(this.browser, ask(this.scope, this.notes, this.photos), "allow",
				this.notesScope);
		assertToken(redeem(page.answer().get("code")), Set.of(this.notes), this.notesScope);
	}

	@Test
	void consentWhenPersonLeavesTheOnlyApiOutThenAccessDenied() {
		this.app = this.actors.app(client());
		Page page = this.actors.answer(this.browser, ask(this.scope, this.notes), "allow", this.photosScope);
		assertThat(page.answer()).containsEntry("error", "access_denied");
	}

	@Test
	void clientCredentialsWhenResourceThenTokenIsForThatOne() {
		this.app = this.actors.app(TestClients.service().scopes(this.notesScope, this.photosScope));
		String both = this.notesScope + " " + this.photosScope;
		assertToken(service(both), Set.of(this.notes, this.photos), both);
		assertToken(service(both, this.notes), Set.of(this.notes), this.notesScope);
		assertThat(RelyingParty.claims(service("", this.notes).accessToken())).containsEntry("aud", this.notes)
			.doesNotContainKey("scope");
		assertThat(service(this.notesScope, this.photos).error()).isEqualTo("invalid_target");
		assertThat(service(both, this.issuer).error()).isEqualTo("invalid_target");
	}

	private TestClients client() {
		return TestClients.confidential().scopes("openid", "roles", "profile", this.notesScope, this.photosScope);
	}

	private static void assertToken(RelyingParty.Answer answer, Set<String> audience, String scope) {
		assertThat(answer.status()).as(() -> answer.json().toString()).isEqualTo(200);
		Map<String, Object> claims = RelyingParty.claims(answer.accessToken());
		Object aud = claims.get("aud");
		assertThat((aud instanceof List<?> several) ? Set.copyOf(several) : Set.of(aud)).isEqualTo(audience);
		Set<String> scopes = Set.of(scope.split(" "));
		assertThat(Set.of(((String) claims.get("scope")).split(" "))).isEqualTo(scopes);
		assertThat(Set.of(answer.text("scope").split(" "))).as("scope of the response").isEqualTo(scopes);
	}

	private String code(String... resources) {
		return ask(this.scope, resources).answer().get("code");
	}

	private Page ask(String scope, String... resources) {
		return this.browser
			.open("/oauth2/authorize?" + Browser.encode(this.app.request(Map.of("scope", scope))) + with(resources));
	}

	private RelyingParty.Answer redeem(String code, String... resources) {
		return token(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", TestClients.REDIRECT_URI,
				"code_verifier", this.app.verifier()), resources);
	}

	private RelyingParty.Answer refresh(String token, String... resources) {
		return token(Map.of("grant_type", "refresh_token", "refresh_token", token), resources);
	}

	private RelyingParty.Answer refreshFor(String token, String scope, String... resources) {
		return token(Map.of("grant_type", "refresh_token", "refresh_token", token, "scope", scope), resources);
	}

	private RelyingParty.Answer service(String scope, String... resources) {
		return token(Map.of("grant_type", "client_credentials", "scope", scope), resources);
	}

	private RelyingParty.Answer token(Map<String, String> fields, String... resources) {
		return RelyingParty.send(this.app.form("/oauth2/token")
			.header("Authorization", RelyingParty.basic(this.app.clientId(), TestClients.SECRET))
			.POST(HttpRequest.BodyPublishers.ofString(Browser.encode(fields) + with(resources)))
			.build());
	}

	private static String with(String... resources) {
		return Stream.of(resources)
			.map((resource) -> "&" + Browser.encode(Map.of("resource", resource)))
			.collect(Collectors.joining());
	}

}
