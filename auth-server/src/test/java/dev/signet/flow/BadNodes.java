package dev.signet.flow;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.signet.SecondNode;
import dev.signet.account.Account;
import dev.signet.client.TestClients;
import dev.signet.refusal.RefusedRequests;
import dev.signet.session.EndReason;
import dev.signet.session.Sessions;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows of the list that are about several nodes: what was used, rotated or ended at
 * one is so at the other.
 */
final class BadNodes {

	private static final int RACERS = 20;

	private static final Expected INVALID_GRANT = Expected.json(400, "invalid_grant");

	private final SecondNode other;

	/** Was rotated before the other node was started. */
	private final Rotated rotated;

	private BadNodes(SecondNode other, Rotated rotated) {
		this.other = other;
		this.rotated = rotated;
	}

	static Stream<BadInput> rows(SecondNode other, Rotated rotated) {
		BadNodes section = new BadNodes(other, rotated);
		return Stream.of(section.codes(), section.assertions(), section.refreshTokens(), section.sessions())
			.flatMap((rows) -> rows);
	}

	private Stream<BadInput> codes() {
		return Stream.of(row("P051", "code used again at another node", (scene) -> {
			String code = scene.code();
			RelyingParty.Answer first = scene.app().redeem(code);
			scene.secret(first.accessToken());
			scene.secret(first.refreshToken());
			scene.changing("grants").refused(INVALID_GRANT, () -> reply(there(scene.app()).redeem(code)));
			assertThat(scene.app().refresh(first.refreshToken()).error()).isEqualTo("invalid_grant");
			assertThat(scene.app().userInfo(first.accessToken()).status()).isEqualTo(401);
			assertThat(there(scene.app()).userInfo(first.accessToken()).status()).isEqualTo(401);
		}), row("P052", "exchanges of a code at once on two nodes", (scene) -> {
			String code = scene.code();
			List<RelyingParty.Answer> answers = Race.between(RACERS, () -> scene.app().redeem(code),
					() -> there(scene.app()).redeem(code));
			RelyingParty.Answer winner = theOnlyWinner(answers);
			assertThat(there(scene.app()).refresh(winner.refreshToken()).error()).isEqualTo("invalid_grant");
		}));
	}

	private Stream<BadInput> assertions() {
		return Stream.of(row("P066", "private_key_jwt: the same jti at two nodes", (scene) -> {
			RequestSigner signer = new RequestSigner();
			RelyingParty app = scene.actors().app(TestClients.service().privateKeyJwt(signer.jwks()));
			String issuer = scene.actors().server().toString();
			String assertion = scene
				.secret(signer.sign("ES256", "JWT", Map.of("iss", app.clientId(), "sub", app.clientId(), "aud", issuer,
						"jti", UUID.randomUUID().toString(), "exp", Instant.now().plusSeconds(60).getEpochSecond())));
			String body = Browser.encode(Map.of("grant_type", "client_credentials", "client_assertion", assertion,
					"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
			assertThat(post(app, body).status()).isEqualTo(200);
			scene.refused(Expected.json(401, "invalid_client"), () -> reply(post(there(app), body)));
		}));
	}

	private Stream<BadInput> refreshTokens() {
		return Stream.of(row("P076", "rotated token after the node was started anew", (scene) -> {
			scene.secret(this.rotated.presented());
			scene.changing("grants", "sessions")
				.refused(INVALID_GRANT, () -> reply(there(this.rotated.app()).refresh(this.rotated.presented())));
			assertThat(this.rotated.app().refresh(this.rotated.successor()).error()).isEqualTo("invalid_grant");
		}), row("P077", "refreshes at once on two nodes", (scene) -> {
			scene.app(TestClients.confidential().refreshGrace(Duration.ZERO));
			String token = scene.tokens().refreshToken();
			List<RelyingParty.Answer> answers = Race.between(RACERS, () -> scene.app().refresh(token),
					() -> there(scene.app()).refresh(token));
			RelyingParty.Answer winner = theOnlyWinner(answers);
			assertThat(there(scene.app()).refresh(winner.refreshToken()).error()).isEqualTo("invalid_grant");
		}).thenSomebodyElse(), row("P077", "refreshes at once on two nodes within the grace time", (scene) -> {
			String token = scene.tokens().refreshToken();
			List<RelyingParty.Answer> answers = Race.between(RACERS, () -> scene.app().refresh(token),
					() -> there(scene.app()).refresh(token));
			assertThat(answers).extracting(RelyingParty.Answer::status).containsOnly(200);
			assertThat(answers).extracting(RelyingParty.Answer::refreshToken)
				.containsOnly(answers.get(0).refreshToken());
			assertThat(there(scene.app()).refresh(answers.get(0).refreshToken()).status()).isEqualTo(200);
		}));
	}

	private Stream<BadInput> sessions() {
		return Stream.of(row("P124", "cookie of a session that another node ended", (scene) -> {
			Browser there = new Browser(this.other.address());
			scene.browser().cookies().forEach(there::setCookie);
			assertThat(there.open("/account").document().text()).contains(scene.person().username());
			scene.beans().getBean(Sessions.class).endAll(scene.person().id(), EndReason.SIGNED_OUT);
			Reply reply = scene.refused(Expected.status(302, 303),
					() -> Reply.of(there.fetch("GET", "/account", Map.of())));
			assertThat(reply.header("Location").orElse("")).endsWith("/signin?next=%2Faccount");
		}).thenSomebodyElse());
	}

	private static RelyingParty.Answer theOnlyWinner(List<RelyingParty.Answer> answers) {
		List<RelyingParty.Answer> winners = answers.stream().filter((answer) -> answer.status() == 200).toList();
		assertThat(winners).hasSize(1);
		assertThat(answers).filteredOn((answer) -> answer.status() != 200)
			.extracting(RelyingParty.Answer::error)
			.containsOnly("invalid_grant");
		return winners.get(0);
	}

	private RelyingParty there(RelyingParty app) {
		return app.at(this.other.address());
	}

	private static RelyingParty.Answer post(RelyingParty app, String body) {
		return RelyingParty.send(app.form("/oauth2/token").POST(HttpRequest.BodyPublishers.ofString(body)).build());
	}

	/** What the other node refused is remembered before anybody asks. */
	private Reply reply(RelyingParty.Answer answer) {
		this.other.beans().getBean(RefusedRequests.class).flush();
		return Reply.of(answer);
	}

	/**
	 * A refresh token that was used, and the one that took its place.
	 *
	 * @param app whose tokens they are
	 * @param presented no longer good
	 * @param successor good, as long as nobody presents the first one
	 */
	record Rotated(RelyingParty app, String presented, String successor) {

		static Rotated by(Actors actors, Account person) {
			RelyingParty app = actors.app(TestClients.confidential().refreshGrace(Duration.ZERO));
			String first = app.redeem(app.code(actors.consented(person, app))).refreshToken();
			return new Rotated(app, first, app.refresh(first).refreshToken());
		}

	}

}
