package dev.signet.protocol.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.signet.SignetTest;
import dev.signet.client.Client;
import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.token.AccessToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The table of decisions in {@link ExchangePolicy}, line by line. */
@SignetTest
class ExchangePolicyTests {

	@Autowired
	private BeanFactory beans;

	@Autowired
	private ExchangePolicy policy;

	private final String id = UUID.randomUUID().toString().substring(0, 8);

	private final String own = "https://own.test/" + this.id;

	private final String next = "https://next.test/" + this.id;

	private final String other = "https://other.test/" + this.id;

	private final Instant expiresAt = Instant.parse("2030-01-01T00:00:00Z");

	private Client caller;

	@BeforeEach
	void setUp() {
		TestClients.resource(this.beans, this.own, "own." + this.id);
		TestClients.resource(this.beans, this.next, "next." + this.id);
		TestClients.resource(this.beans, this.other, "other." + this.id);
		this.caller = caller(this.next);
		TestClients.actingAs(this.beans, this.own, this.caller.clientId());
	}

	@Test
	void decideWhenMeantForTheCallersApiThenNarrowedToTheTarget() {
		ExchangePolicy.Decision decision = decide(this.caller, subject(), null, Set.of(this.next), Set.of());
		assertThat(decision.scopes()).containsExactlyInAnyOrder("next." + this.id, "roles");
		assertThat(decision.exchange().audience()).containsExactly(this.next);
		assertThat(decision.exchange().actor()).isEqualTo(Map.of("sub", this.caller.clientId()));
		assertThat(decision.exchange().expiresAt()).isEqualTo(this.expiresAt);
	}

	@Test
	void decideWhenPublicClientThenRefused() {
		Client loose = TestClients.publicNative().build();
		assertRefused(Refusal.EXCHANGE_BY_PUBLIC_CLIENT, loose, subject(), null, Set.of(this.next), Set.of());
	}

	@Test
	void decideWhenNoPersonThenRefused() {
		assertRefused(Refusal.EXCHANGE_SUBJECT_WITHOUT_PERSON, this.caller,
				token("app", List.of(this.own), null, Map.of(), Map.of()), null, Set.of(this.next), Set.of());
	}

	@Test
	void decideWhenGivenToTheCallerThenItsAudienceDoesNotMatter() {
		AccessToken given = token(this.caller.clientId(), List.of(this.other), UUID.randomUUID(), Map.of(), Map.of());
		assertThat(decide(this.caller, given, null, Set.of(this.next), Set.of()).scopes()).contains("next." + this.id);
	}

	@Test
	void decideWhenNeitherGivenToTheCallerNorMeantForItThenRefused() {
		AccessToken foreign = token("app", List.of(this.other, this.next), UUID.randomUUID(), Map.of(), Map.of());
		assertRefused(Refusal.EXCHANGE_SUBJECT_OF_OTHERS, this.caller, foreign, null, Set.of(this.next), Set.of());
	}

	@Test
	void decideWhenActorTokenIsTheCallersThenItsSubjectActs() {
		AccessToken actor = token(this.caller.clientId(), List.of(this.own), null, Map.of(), Map.of());
		assertThat(decide(this.caller, subject(), actor, Set.of(this.next), Set.of()).exchange().actor())
			.isEqualTo(Map.of("sub", "subject"));
	}

	@Test
	void decideWhenActorTokenIsOfOthersThenRefused() {
		AccessToken actor = token("app", List.of(this.own), null, Map.of(), Map.of());
		assertRefused(Refusal.EXCHANGE_ACTOR_WORTHLESS, this.caller, subject(), actor, Set.of(this.next), Set.of());
	}

	@Test
	void decideWhenMayActThenOnlyWhomItNames() {
		String name = this.caller.clientId();
		for (Map<String, Object> good : List.<Map<String, Object>>of(Map.of("sub", name), Map.of("client_id", name),
				Map.of("sub", name, "iss", "issuer", "email", "not looked at"))) {
			assertThat(decide(this.caller, mayAct(good), null, Set.of(this.next), Set.of()).scopes()).isNotEmpty();
		}
		for (Map<String, Object> bad : List.<Map<String, Object>>of(Map.of("sub", "somebody"), Map.of("iss", "issuer"),
				Map.of("sub", name, "iss", "elsewhere"), Map.of("email", "a@b.test"),
				Map.of("sub", name, "client_id", "somebody"), Map.of("sub", List.of(name)))) {
			assertRefused(Refusal.EXCHANGE_ACTOR_NOT_ALLOWED, this.caller, mayAct(bad), null, Set.of(this.next),
					Set.of());
		}
	}

	@Test
	void decideWhenOthersActedThenTheyAreNestedAndAtMostFive() {
		assertThat(decide(this.caller, acted(4), null, Set.of(this.next), Set.of()).exchange().actor())
			.isEqualTo(Map.of("sub", this.caller.clientId(), "act", chain(4)));
		assertRefused(Refusal.EXCHANGE_CHAIN_TOO_LONG, this.caller, acted(5), null, Set.of(this.next), Set.of());
	}

	@Test
	void decideWhenTargetIsNotAllowedThenRefused() {
		assertRefused(Refusal.EXCHANGE_TARGET_NOT_ALLOWED, this.caller, subject(), null, Set.of(this.other), Set.of());
		assertRefused(Refusal.EXCHANGE_TARGET_NOT_ALLOWED, this.caller, subject(), null, Set.of(this.next, this.other),
				Set.of());
		assertRefused(Refusal.EXCHANGE_TARGET_NOT_ALLOWED, this.caller, subject(), null, Set.of(this.own), Set.of());
	}

	@Test
	void decideWhenNoTargetThenTheOnlyOneOrRefused() {
		assertThat(decide(this.caller, subject(), null, Set.of(), Set.of()).exchange().audience())
			.containsExactly(this.next);
		Client two = caller(this.next, this.other);
		AccessToken given = token(two.clientId(), List.of(this.own), UUID.randomUUID(), Map.of(), Map.of());
		assertRefused(Refusal.EXCHANGE_TARGET_MISSING, two, given, null, Set.of(), Set.of());
		Client none = caller();
		AccessToken its = token(none.clientId(), List.of(this.own), UUID.randomUUID(), Map.of(), Map.of());
		assertRefused(Refusal.EXCHANGE_WITHOUT_TARGETS, none, its, null, Set.of(), Set.of());
		assertRefused(Refusal.EXCHANGE_WITHOUT_TARGETS, none, its, null, Set.of(this.next), Set.of());
	}

	@Test
	void decideWhenTwoTargetsThenScopesOfBoth() {
		Client two = caller(this.next, this.other);
		AccessToken given = token(two.clientId(), List.of(this.own), UUID.randomUUID(), Map.of(), Map.of());
		ExchangePolicy.Decision decision = decide(two, given, null, Set.of(this.next, this.other), Set.of());
		assertThat(decision.scopes()).containsExactlyInAnyOrder("next." + this.id, "other." + this.id, "roles");
		assertThat(decision.exchange().audience()).containsExactly(this.next, this.other);
	}

	@Test
	void decideWhenScopeIsAskedThenAllOfItOrRefused() {
		assertThat(decide(this.caller, subject(), null, Set.of(this.next), Set.of("next." + this.id)).scopes())
			.containsExactly("next." + this.id);
		for (String asked : List.of("own." + this.id, "other." + this.id, "openid", "email", "groups", "nothing")) {
			assertRefused(Refusal.EXCHANGE_SCOPE_NOT_ALLOWED, this.caller, subject(), null, Set.of(this.next),
					Set.of("next." + this.id, asked));
		}
	}

	@Test
	void decideWhenScopeIsNotRegisteredForTheCallerThenNotGiven() {
		Client narrow = TestClients.service()
			.grantTypes("urn:ietf:params:oauth:grant-type:token-exchange")
			.scopes("roles", "own." + this.id)
			.exchangeAudiences(this.next)
			.build();
		AccessToken given = token(narrow.clientId(), List.of(this.own), UUID.randomUUID(), Map.of(), Map.of());
		assertThat(decide(narrow, given, null, Set.of(this.next), Set.of()).scopes()).containsExactly("roles");
		assertRefused(Refusal.EXCHANGE_SCOPE_NOT_ALLOWED, narrow, given, null, Set.of(this.next),
				Set.of("next." + this.id));
	}

	private ExchangePolicy.Decision decide(Client caller, AccessToken subject, AccessToken actor, Set<String> audience,
			Set<String> scopes) {
		return this.policy.decide(new ExchangePolicy.Question(caller, subject, actor, audience, scopes));
	}

	private void assertRefused(Refusal refusal, Client caller, AccessToken subject, AccessToken actor,
			Set<String> audience, Set<String> scopes) {
		assertThatExceptionOfType(OAuth2AuthenticationException.class)
			.isThrownBy(() -> decide(caller, subject, actor, audience, scopes))
			.satisfies((ex) -> assertThat(((RefusalError) ex.getError()).refusal()).isEqualTo(refusal));
	}

	private Client caller(String... audiences) {
		return TestClients.service()
			.grantTypes("urn:ietf:params:oauth:grant-type:token-exchange")
			.scopes("openid", "roles", "own." + this.id, "next." + this.id, "other." + this.id)
			.exchangeAudiences(audiences)
			.save(this.beans);
	}

	private AccessToken subject() {
		return token("app", List.of(this.own), UUID.randomUUID(), Map.of(), Map.of());
	}

	private AccessToken mayAct(Map<String, Object> mayAct) {
		return token("app", List.of(this.own), UUID.randomUUID(), Map.of(), mayAct);
	}

	private AccessToken acted(int actors) {
		return token("app", List.of(this.own), UUID.randomUUID(), chain(actors), Map.of());
	}

	private static Map<String, Object> chain(int actors) {
		return (actors == 1) ? Map.of("sub", "actor-1") : Map.of("sub", "actor-" + actors, "act", chain(actors - 1));
	}

	private AccessToken token(String clientId, List<String> audience, UUID grantId, Map<String, Object> act,
			Map<String, Object> mayAct) {
		return new AccessToken("jti", "issuer", "subject", clientId, audience,
				Set.of("openid", "roles", "own." + this.id, "next." + this.id, "other." + this.id), List.of(),
				this.expiresAt.minusSeconds(300), this.expiresAt, grantId, null, null, act, mayAct, Set.of());
	}

}
