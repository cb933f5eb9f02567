package dev.signet.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.signet.client.TestClients;
import dev.signet.consent.Consents;
import dev.signet.refusal.Refusal;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 4: refresh tokens. */
final class BadRefreshTokens {

	private static final Expected INVALID_GRANT = Expected.json(400, "invalid_grant");

	private BadRefreshTokens() {
	}

	static Stream<BadInput> rows() {
		return Stream.of(misuse(), narrowing(), endings(), malformed()).flatMap((rows) -> rows);
	}

	private static Stream<BadInput> misuse() {
		return Stream.of(row("P075", "rotated token again after 10 minutes", (scene) -> {
			RelyingParty.Answer first = scene.tokens();
			RelyingParty.Answer second = scene.app().refresh(first.refreshToken());
			scene.secret(second.refreshToken());
			scene.advance(Duration.ofMinutes(10));
			scene.changing("grants", "sessions")
				.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_REPLAYED),
						() -> Reply.of(scene.app().refresh(first.refreshToken())));
			scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_REVOKED),
					() -> Reply.of(scene.app().refresh(second.refreshToken())));
			assertThat(scene.app().userInfo(second.accessToken()).status()).isEqualTo(401);
			assertThat(scene.jdbc()
				.sql("""
						select count(*) from audit_events where type = 'grant.revoked' and account_id = :account
						  and details ->> 'reason' = 'REFRESH_TOKEN_REPLAYED'""")
				.param("account", scene.person().id().value())
				.query(Integer.class)
				.single()).isEqualTo(1);
		}), row("P078", "answer lost, repeated within the grace time", (scene) -> {
			String first = scene.tokens().refreshToken();
			String second = scene.app().refresh(first).refreshToken();
			assertThat(scene.app().refresh(first).refreshToken()).isEqualTo(second);
		}), row("P084", "token of another client", (scene) -> {
			RelyingParty other = scene.actors().app();
			String token = scene.tokens().refreshToken();
			scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT),
					() -> Reply.of(other.refresh(token)));
			assertThat(scene.app().refresh(token).status()).isEqualTo(200);
		}));
	}

	private static Stream<BadInput> narrowing() {
		return Stream.of(row("P079", "narrower scope, then the full one again", (scene) -> {
			RelyingParty.Answer narrow = refresh(scene, scene.tokens().refreshToken(), "openid email");
			assertThat(narrow.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "email");
			assertThat(scene.app().refresh(narrow.refreshToken()).text("scope").split(" "))
				.containsExactlyInAnyOrder(Actors.SCOPE.split(" "));
		}), row("P079", "wider scope", (scene) -> {
			String token = scene.tokens().refreshToken();
			scene.changing("sessions");
			for (String scope : List.of("openid offline_access", "nobody.knows")) {
				scene.refused(Expected.json(400, "invalid_scope").named(Refusal.SCOPE_NOT_GRANTED),
						() -> Reply.of(refresh(scene, token, scope)));
			}
			for (String scope : List.of("openid \"x", "openid\0")) {
				scene.refused(Expected.json(400, "invalid_scope").named(Refusal.SCOPE_MALFORMED),
						() -> Reply.of(refresh(scene, token, scope)));
			}
			assertThat(scene.app().refresh(token).status()).isEqualTo(200);
		}), row("P079", "scopes of others than the API to which the grant was narrowed", (scene) -> {
			String scope = "narrow-" + UUID.randomUUID();
			String api = "https://api.test/" + scope;
			TestClients.resource(scene.beans(), api, scope);
			scene.app(TestClients.confidential().firstParty().scopes("openid", "profile", "email", "roles", scope));
			Page page = scene.app()
				.authorize(scene.browser(), scene.app().request(Map.of("scope", "openid " + scope, "resource", api)));
			String token = scene.secret(scene.app().redeem(page.answer().get("code")).refreshToken());
			scene.refused(Expected.json(400, "invalid_scope").named(Refusal.SCOPE_OF_OTHER_RESOURCES),
					() -> Reply.of(refresh(scene, token, "openid")));
			assertThat(refresh(scene, token, "openid " + scope).text("scope")).isEqualTo(scope);
		}), row("P079", "scopes that were taken from the client since", (scene) -> {
			scene.app(TestClients.confidential());
			String token = scene.tokens().refreshToken();
			TestClients.confidential().scopes("openid").change(scene.beans(), scene.app().clientId());
			scene.changing("sessions")
				.refused(Expected.json(400, "invalid_scope").named(Refusal.SCOPE_NOT_REGISTERED),
						() -> Reply.of(refresh(scene, token, "openid email")));
			TestClients.confidential().scopes("phone").change(scene.beans(), scene.app().clientId());
			scene.refused(INVALID_GRANT.named(Refusal.GRANTED_SCOPES_TAKEN),
					() -> Reply.of(scene.app().refresh(token)));
		}).thenSomebodyElse(), row("P080", "openid alone, then used for e-mail claims", (scene) -> {
			RelyingParty.Answer narrow = refresh(scene, scene.tokens().refreshToken(), "openid");
			assertThat(scene.app().userInfo(narrow.accessToken()).json()).containsOnlyKeys("sub");
		}));
	}

	private static Stream<BadInput> endings() {
		return Stream.of(row("P081", "after consent was withdrawn", (scene) -> {
			String token = scene.tokens().refreshToken();
			scene.beans().getBean(Consents.class).withdraw(scene.person().id(), scene.client().id());
			scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_REVOKED),
					() -> Reply.of(scene.app().refresh(token)));
		}).thenSomebodyElse(), ended(EndReason.PASSWORD_CHANGED), ended(EndReason.SIGNED_OUT_EVERYWHERE),
				row("P082", "past the absolute lifetime though used daily", (scene) -> {
					scene.app(TestClients.confidential()
						.refreshTokenLifetime(Duration.ofDays(2))
						.grantLifetime(Duration.ofDays(3)));
					String code = scene.secret(offlineCode(scene));
					String token = scene.app().redeem(code).refreshToken();
					for (int day = 1; day <= 2; day++) {
						scene.advance(Duration.ofDays(1));
						token = scene.secret(scene.app().refresh(token).refreshToken());
					}
					scene.advance(Duration.ofDays(1));
					String last = token;
					scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_EXPIRED),
							() -> Reply.of(scene.app().refresh(last)));
				}).thenSomebodyElse(), row("P085", "token of a disabled client", (scene) -> {
					String token = scene.tokens().refreshToken();
					scene.disableApp();
					scene.refused(Expected.invalidClient().named(Refusal.CLIENT_DISABLED),
							() -> Reply.of(scene.app().refresh(token)));
				}).thenSomebodyElse(), row("P085", "token of a disabled public client", (scene) -> {
					scene.app(TestClients.publicNative().firstParty());
					String token = scene.tokens().refreshToken();
					scene.disableApp();
					scene.refused(Expected.invalidClient().named(Refusal.CLIENT_DISABLED),
							() -> Reply.of(scene.app().refresh(token)));
				}).thenSomebodyElse(), row("P085", "token of a disabled person", (scene) -> {
					String token = scene.tokens().refreshToken();
					scene.disablePerson();
					scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_REVOKED),
							() -> Reply.of(scene.app().refresh(token)));
				}).thenSomebodyElse());
	}

	private static Stream<BadInput> malformed() {
		return Stream.of(malformed("cut by one character", (token) -> token.substring(0, token.length() - 1)),
				malformed("one character changed", BadTokenRequests::changed),
				malformed("64 kB", (token) -> token + "x".repeat(64_000)),
				malformed("with blanks", (token) -> " " + token + " "), malformed("with NUL", (token) -> token + "\0"),
				malformed("the prefix only", (token) -> "sgn_rt_"),
				row("P084", "empty, and none",
						(scene) -> Stream
							.of(Map.of("grant_type", "refresh_token", "refresh_token", ""),
									Map.of("grant_type", "refresh_token"))
							.forEach((request) -> scene.refused(
									Expected.json(400, "invalid_request").named(Refusal.PARAMETER_MISSING),
									() -> Reply.of(scene.app().token(request))))));
	}

	private static BadInput malformed(String what, UnaryOperator<String> change) {
		return row("P084", what, (scene) -> {
			String token = scene.tokens().refreshToken();
			scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_UNKNOWN),
					() -> Reply.of(scene.app().refresh(change.apply(token))));
			assertThat(scene.app().refresh(token).status()).isEqualTo(200);
		});
	}

	private static BadInput ended(EndReason reason) {
		return row("P081", "after all sessions ended: " + reason, (scene) -> {
			String bound = scene.tokens().refreshToken();
			String offline = scene.secret(scene.app().redeem(offlineCode(scene)).refreshToken());
			scene.beans().getBean(Sessions.class).endAll(scene.person().id(), reason);
			scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_REVOKED),
					() -> Reply.of(scene.app().refresh(bound)));
			scene.refused(INVALID_GRANT.named(Refusal.REFRESH_TOKEN_REVOKED),
					() -> Reply.of(scene.app().refresh(offline)));
		}).thenSomebodyElse();
	}

	private static String offlineCode(Scene scene) {
		Page consent = scene.app()
			.authorize(scene.browser(), scene.app().request(Map.of("scope", "openid offline_access")));
		return scene.actors().allowAll(scene.browser(), consent).answer().get("code");
	}

	private static RelyingParty.Answer refresh(Scene scene, String token, String scope) {
		return scene.app().token(Map.of("grant_type", "refresh_token", "refresh_token", token, "scope", scope));
	}

}
