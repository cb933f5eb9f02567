package dev.signet.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Accounts;
import dev.signet.client.TestClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Token exchange, RFC 8693, by its sections. */
@SignetTest
class TokenExchangeFlowTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private Actors actors;

	@Autowired
	private MutableClock clock;

	private TestExchange chain;

	@BeforeEach
	void setUp() {
		this.chain = TestExchange.prepare(this.actors, this.beans);
	}

	@Test
	void section22ExchangeWhenMeantForTheCallersApiThenTokenForTheNextApi() {
		String subject = this.chain.subjectToken();
		RelyingParty.Answer answer = this.chain.token(subject);
		assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
		assertThat(answer.json()).containsEntry("issued_token_type", TestExchange.ACCESS_TOKEN)
			.containsEntry("token_type", "Bearer")
			.containsEntry("scope", "roles " + this.chain.stockScope())
			.doesNotContainKeys("refresh_token", "id_token");
		Map<String, Object> before = RelyingParty.claims(subject);
		Map<String, Object> after = RelyingParty.claims(answer.accessToken());
		assertThat(after).containsEntry("aud", this.chain.stockApi())
			.containsEntry("client_id", this.chain.orders().clientId())
			.containsEntry("sub", this.chain.person().id().toString())
			.containsEntry("grant_id", before.get("grant_id"))
			.containsEntry("auth_time", before.get("auth_time"))
			.containsEntry("acr", before.get("acr"))
			.containsEntry("roles", List.of("USER"))
			.containsEntry("act", Map.of("sub", this.chain.orders().clientId()));
		assertThat(after.get("jti")).isNotEqualTo(before.get("jti"));
		assertThat(RelyingParty.header(answer.accessToken())).containsEntry("typ", "at+jwt");
	}

	@Test
	void section21ExchangeWhenIssuedToTheCallerThenTokenForItsTarget() {
		RelyingParty app = this.actors.app(TestClients.confidential()
			.firstParty()
			.grantTypes("authorization_code", TestExchange.GRANT_TYPE)
			.scopes("openid", "profile", "email", "roles", this.chain.stockScope(), this.chain.ordersScope())
			.exchangeAudiences(this.chain.stockApi(), this.chain.ordersApi()));
		RelyingParty own = new RelyingParty(this.actors.server(), app.clientId(), TestClients.SECRET,
				TestClients.REDIRECT_URI, "openid " + this.chain.stockScope() + " " + this.chain.ordersScope());
		String subject = own.redeem(own.code(this.chain.browser())).accessToken();
		Map<String, String> request = this.chain.request(subject);
		request.remove("audience");
		request.put("resource", this.chain.ordersApi());
		RelyingParty.Answer answer = own.token(request);
		assertThat(answer.text("scope")).isEqualTo(this.chain.ordersScope());
		assertThat(RelyingParty.claims(answer.accessToken())).containsEntry("aud", this.chain.ordersApi());
		request.remove("resource");
		assertThat(own.token(request).error()).isEqualTo("invalid_target");
	}

	@Test
	void section22ExchangeWhenSubjectExpiresSoonThenSoDoesTheNewToken() {
		String subject = this.chain.subjectToken();
		this.clock.advance(Duration.ofMinutes(3));
		RelyingParty.Answer answer = this.chain.token(subject);
		assertThat(RelyingParty.claims(answer.accessToken()).get("exp"))
			.isEqualTo(RelyingParty.claims(subject).get("exp"));
		assertThat((Integer) answer.json().get("expires_in")).isBetween(1, 60);
	}

	@Test
	void section41ExchangeWhenActorTokenThenActNamesItsSubject() {
		String actor = this.chain.orders().token(Map.of("grant_type", "client_credentials")).accessToken();
		RelyingParty.Answer answer = this.chain.token(this.chain.subjectToken(),
				Map.of("actor_token", actor, "actor_token_type", TestExchange.ACCESS_TOKEN));
		assertThat(RelyingParty.claims(answer.accessToken())).containsEntry("act",
				Map.of("sub", RelyingParty.claims(actor).get("sub")));
	}

	@Test
	void section41ExchangeWhenExchangedBeforeThenActNestsWhoActedEarlier() {
		String first = this.chain.token(this.chain.subjectToken()).accessToken();
		RelyingParty stock = this.actors.app(TestClients.service()
			.grantTypes(TestExchange.GRANT_TYPE)
			.scopes(this.chain.stockScope())
			.exchangeAudiences(this.chain.stockApi()));
		TestClients.actingAs(this.beans, this.chain.stockApi(), stock.clientId());
		RelyingParty.Answer answer = stock.token(this.chain.request(first));
		assertThat(RelyingParty.claims(answer.accessToken())).containsEntry("act",
				Map.of("sub", stock.clientId(), "act", Map.of("sub", this.chain.orders().clientId())));
	}

	@Test
	void section41ExchangeWhenFiveHaveActedThenNobodyElse() {
		String token = this.chain.subjectToken();
		RelyingParty stock = this.actors.app(TestClients.service()
			.grantTypes(TestExchange.GRANT_TYPE)
			.scopes(this.chain.stockScope())
			.exchangeAudiences(this.chain.stockApi()));
		TestClients.actingAs(this.beans, this.chain.stockApi(), stock.clientId());
		for (int i = 0; i < 5; i++) {
			RelyingParty.Answer answer = (i == 0) ? this.chain.token(token) : stock.token(this.chain.request(token));
			assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
			token = answer.accessToken();
		}
		assertThat(stock.token(this.chain.request(token)).error()).isEqualTo("invalid_request");
	}

	@Test
	void section44ExchangeWhenMayActNamesTheCallerThenAllowedOtherwiseNot() {
		Scene scene = new Scene(this.beans);
		String subject = this.chain.subjectToken();
		String forUs = Forger.ours(scene)
			.sign(subject, (header, claims) -> claims.put("may_act", Map.of("sub", this.chain.orders().clientId())));
		String forOthers = Forger.ours(scene)
			.sign(subject, (header, claims) -> claims.put("may_act", Map.of("sub", "somebody-else")));
		assertThat(this.chain.token(forUs).status()).isEqualTo(200);
		assertThat(this.chain.token(forOthers).error()).isEqualTo("invalid_request");
	}

	@Test
	void revokeWhenTheGrantEndsThenTheNewTokenEnds() {
		RelyingParty.Answer subject = this.chain.app().redeem(this.chain.app().code(this.chain.browser()));
		String exchanged = this.chain.token(subject.accessToken()).accessToken();
		assertThat(introspect(exchanged)).containsEntry("active", true)
			.containsEntry("act", Map.of("sub", this.chain.orders().clientId()))
			.containsEntry("aud", List.of(this.chain.stockApi()));
		this.chain.app().call("/oauth2/revoke", Map.of("token", subject.refreshToken()));
		assertThat(introspect(exchanged)).containsEntry("active", false);
		assertThat(this.chain.token(subject.accessToken()).error()).isEqualTo("invalid_request");
	}

	@Test
	void revokeWhenTheCallerRevokesTheNewTokenThenOnlyThatEnds() {
		String subject = this.chain.subjectToken();
		String exchanged = this.chain.token(subject).accessToken();
		this.chain.orders().call("/oauth2/revoke", Map.of("token", exchanged));
		assertThat(introspect(exchanged)).containsEntry("active", false);
		assertThat(this.chain.token(subject).status()).isEqualTo(200);
	}

	@Test
	void exchangeWhenAccountIsDisabledThenRefused() {
		String subject = this.chain.subjectToken();
		Instant now = this.clock.instant();
		this.beans.getBean(Accounts.class).update(this.chain.person().id(), (account) -> account.disable(now));
		assertThat(this.chain.token(subject).error()).isEqualTo("invalid_request");
	}

	private Map<String, Object> introspect(String token) {
		return this.chain.orders().call("/oauth2/introspect", Map.of("token", token)).json();
	}

}
