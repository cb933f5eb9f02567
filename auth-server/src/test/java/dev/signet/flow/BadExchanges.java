package dev.signet.flow;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.signet.client.TestClients;
import dev.signet.refusal.Refusal;

import static dev.signet.flow.BadInput.row;

/** Section 3: token exchange (RFC 8693). */
final class BadExchanges {

	private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

	private BadExchanges() {
	}

	static Stream<BadInput> rows() {
		return Stream.of(subjects(), actors(), targets()).flatMap((rows) -> rows);
	}

	private static Stream<BadInput> subjects() {
		return Stream.of(row("P073", "foreign token", (scene) -> {
			TestExchange chain = chain(scene);
			String foreign = Forger.stranger().sign(chain.subjectToken(), (header, claims) -> {
			});
			refused(scene, "invalid_request", Refusal.EXCHANGE_SUBJECT_WORTHLESS, () -> chain.token(foreign));
		}), row("P073", "expired token", (scene) -> {
			TestExchange chain = chain(scene);
			String token = chain.subjectToken();
			scene.advance(TestExchange.SUBJECT_LIFETIME.plus(Duration.ofSeconds(1)));
			refused(scene, "invalid_request", Refusal.EXCHANGE_SUBJECT_WORTHLESS, () -> chain.token(token));
		}), row("P073", "token of others, for an API of others", (scene) -> {
			TestExchange chain = chain(scene);
			String others = TestExchange.prepare(scene.actors(), scene.beans()).subjectToken();
			refused(scene, "invalid_request", Refusal.EXCHANGE_SUBJECT_OF_OTHERS, () -> chain.token(others));
		}), row("P073", "token of another app, for this server", (scene) -> {
			TestExchange chain = chain(scene);
			String token = scene.tokens().accessToken();
			refused(scene, "invalid_request", Refusal.EXCHANGE_SUBJECT_OF_OTHERS, () -> chain.token(token));
		}), row("P073", "ID token as access token", (scene) -> {
			TestExchange chain = chain(scene);
			String token = scene.tokens().idToken();
			refused(scene, "invalid_request", Refusal.EXCHANGE_SUBJECT_WORTHLESS, () -> chain.token(token));
		}), row("P073", "refresh token", (scene) -> {
			TestExchange chain = chain(scene);
			String token = chain.tokens().refreshToken();
			scene.secret(token);
			refused(scene, "invalid_request", Refusal.EXCHANGE_SUBJECT_WORTHLESS, () -> chain.token(token));
		}), row("P073", "token without a person", (scene) -> {
			TestExchange chain = chain(scene);
			String token = chain.orders().token(Map.of("grant_type", "client_credentials")).accessToken();
			refused(scene, "invalid_request", Refusal.EXCHANGE_SUBJECT_WITHOUT_PERSON, () -> chain.token(token));
		}), change("garbage", "invalid_request", Refusal.EXCHANGE_SUBJECT_WORTHLESS,
				Map.of("subject_token", "garbage")),
				change("no subject_token", "invalid_request", Refusal.EXCHANGE_PARAMETER_MISSING,
						Map.of("subject_token", "")),
				change("no subject_token_type", "invalid_request", Refusal.EXCHANGE_PARAMETER_MISSING,
						Map.of("subject_token_type", "")),
				change("subject_token_type id_token", "invalid_request", Refusal.EXCHANGE_TOKEN_TYPE,
						Map.of("subject_token_type", "urn:ietf:params:oauth:token-type:id_token")),
				change("requested_token_type refresh_token", "invalid_request", Refusal.EXCHANGE_REQUESTED_TYPE,
						Map.of("requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token")),
				change("requested_token_type jwt", "invalid_request", Refusal.EXCHANGE_REQUESTED_TYPE,
						Map.of("requested_token_type", JWT)),
				row("P073", "client without the grant", (scene) -> {
					Map<String, String> request = chain(scene).request(scene.tokens().accessToken());
					refused(scene, "unauthorized_client", Refusal.GRANT_TYPE_NOT_REGISTERED,
							() -> scene.app().token(request));
				}), row("P073", "public client", (scene) -> {
					TestExchange chain = chain(scene);
					RelyingParty loose = scene.actors().app(TestClients.publicNative());
					Map<String, String> request = chain.request(chain.subjectToken());
					scene.refused(Expected.json(401, "invalid_client").named(Refusal.CLIENT_AUTHENTICATION_MISSING),
							() -> Reply.of(loose.token(request)));
				}));
	}

	private static Stream<BadInput> actors() {
		return Stream.of(
				change("actor_token without type", "invalid_request", Refusal.EXCHANGE_PARAMETER_MISSING,
						Map.of("actor_token", "x")),
				change("actor_token_type without token", "invalid_request", Refusal.EXCHANGE_PARAMETER_MISSING,
						Map.of("actor_token_type", TestExchange.ACCESS_TOKEN)),
				change("actor_token garbage", "invalid_request", Refusal.EXCHANGE_ACTOR_WORTHLESS,
						Map.of("actor_token", "x", "actor_token_type", TestExchange.ACCESS_TOKEN)),
				row("P073", "actor_token of somebody else", (scene) -> {
					TestExchange chain = chain(scene);
					String subject = chain.subjectToken();
					String actor = scene.tokens().accessToken();
					refused(scene, "invalid_request", Refusal.EXCHANGE_ACTOR_WORTHLESS,
							() -> chain.token(subject, Map.of("actor_token", actor, "actor_token_type", JWT)));
				}));
	}

	private static Stream<BadInput> targets() {
		return Stream.of(
				change("audience of nobody", "invalid_target", Refusal.EXCHANGE_TARGET_NOT_ALLOWED,
						Map.of("audience", "https://nobody.test/")),
				change("audience *", "invalid_target", Refusal.EXCHANGE_TARGET_NOT_ALLOWED, Map.of("audience", "*")),
				change("audience with NUL", "invalid_target", Refusal.EXCHANGE_TARGET_NOT_ALLOWED,
						Map.of("audience", "https://nobody.test/\0")),
				change("resource that is no address", "invalid_target", Refusal.EXCHANGE_TARGET_NOT_ALLOWED,
						Map.of("resource", "not a uri")),
				change("resource with a fragment", "invalid_target", Refusal.EXCHANGE_TARGET_NOT_ALLOWED,
						Map.of("resource", "https://a.test/#x")),
				change("one more resource that is not allowed", "invalid_target", Refusal.EXCHANGE_TARGET_NOT_ALLOWED,
						Map.of("resource", "https://nobody.test/")),
				row("P073", "audience that is the caller", (scene) -> {
					TestExchange chain = chain(scene);
					String token = chain.subjectToken();
					refused(scene, "invalid_target", Refusal.EXCHANGE_TARGET_NOT_ALLOWED,
							() -> chain.token(token, Map.of("audience", chain.ordersApi())));
				}), row("P073", "scope of another API", (scene) -> {
					TestExchange chain = chain(scene);
					String token = chain.subjectToken();
					refused(scene, "invalid_scope", Refusal.EXCHANGE_SCOPE_NOT_ALLOWED,
							() -> chain.token(token, Map.of("scope", chain.ordersScope())));
				}),
				change("scope that the person did not give", "invalid_scope", Refusal.EXCHANGE_SCOPE_NOT_ALLOWED,
						Map.of("scope", "openid")),
				change("scope that nobody has", "invalid_scope", Refusal.EXCHANGE_SCOPE_NOT_ALLOWED,
						Map.of("scope", "nothing.like.it")),
				row("P073", "scope that the subject token does not have", (scene) -> {
					TestExchange chain = chain(scene);
					RelyingParty narrow = new RelyingParty(scene.actors().server(), chain.app().clientId(),
							TestClients.SECRET, TestClients.REDIRECT_URI, chain.ordersScope());
					String token = narrow.redeem(narrow.code(chain.browser())).accessToken();
					refused(scene, "invalid_scope", Refusal.EXCHANGE_SCOPE_NOT_ALLOWED, () -> chain.token(token));
					refused(scene, "invalid_scope", Refusal.EXCHANGE_SCOPE_NOT_ALLOWED,
							() -> chain.token(token, Map.of("scope", chain.stockScope())));
				}));
	}

	private static BadInput change(String what, String error, Refusal refusal, Map<String, String> changes) {
		return row("P073", what, (scene) -> {
			TestExchange chain = chain(scene);
			String token = chain.subjectToken();
			refused(scene, error, refusal, () -> chain.token(token, changes));
		});
	}

	private static TestExchange chain(Scene scene) {
		scene.browser();
		return TestExchange.prepare(scene.actors(), scene.beans());
	}

	private static void refused(Scene scene, String error, Refusal refusal, Supplier<RelyingParty.Answer> bad) {
		scene.refused(Expected.json(400, error).named(refusal), () -> Reply.of(bad.get()));
	}

}
