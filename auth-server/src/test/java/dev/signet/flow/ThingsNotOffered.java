package dev.signet.flow;

import java.net.http.HttpRequest;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.client.TestClients;

import static dev.signet.flow.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Section 6, and what else the server does not do: the standard error or "not found",
 * never half a feature.
 */
final class ThingsNotOffered {

	private ThingsNotOffered() {
	}

	static Stream<BadInput> rows() {
		return Stream.of(endpoints(), proofs(), pages()).flatMap((rows) -> rows);
	}

	private static Stream<BadInput> endpoints() {
		return Map.of("P103", "/oauth2/par", "P114", "/oauth2/register")
			.entrySet()
			.stream()
			.flatMap((endpoint) -> Stream.of(row(endpoint.getKey(), "POST " + endpoint.getValue(), (scene) -> {
				String body = Browser.encode(scene.request());
				scene.refused(Expected.json(404, "not_found"), () -> scene.post(endpoint.getValue(), null, body));
				scene.refused(Expected.page(403, 404),
						() -> Reply.of(scene.browser().postOnly(endpoint.getValue(), scene.request(), Map.of())));
			}), row(endpoint.getKey(), "GET " + endpoint.getValue(),
					(scene) -> scene.refused(Expected.page(404), () -> scene.get(endpoint.getValue())))));
	}

	private static Stream<BadInput> proofs() {
		return Stream.of(row("P107", "DPoP header: a good proof", (scene) -> ignored(scene, proof(scene))),
				row("P107", "DPoP header: garbage", (scene) -> ignored(scene, "garbage")),
				row("P107", "DPoP header: empty", (scene) -> ignored(scene, "")),
				row("P107", "DPoP header: two", (scene) -> ignored(scene, proof(scene), proof(scene))),
				row("P107", "DPoP: garbage in the form", (scene) -> {
					RelyingParty.Answer answer = scene.app()
						.token(BadTokenRequests.redemption(scene, scene.code(), Map.of("dpop_proof", "garbage")));
					assertThat(answer.status()).isEqualTo(200);
					assertThat(answer.text("token_type")).isEqualTo("Bearer");
				}), row("P109", "Authorization: DPoP", (scene) -> {
					String token = scene.tokens().accessToken();
					scene.refused(Expected.status(401),
							() -> Reply.of(RelyingParty
								.send(HttpRequest.newBuilder(scene.actors().server().resolve("/userinfo"))
									.header("Authorization", "DPoP " + token)
									.build())));
				}));
	}

	/** We do not announce DPoP, so its proof is a header that nobody knows. */
	private static void ignored(Scene scene, String... proofs) {
		Map<String, String> redemption = BadTokenRequests.redemption(scene, scene.code(), Map.of());
		HttpRequest.Builder request = scene.app()
			.form("/oauth2/token")
			.header("Authorization", RelyingParty.basic(scene.app().clientId(), TestClients.SECRET));
		for (String proof : proofs) {
			request.header("DPoP", proof);
		}
		RelyingParty.Answer answer = RelyingParty
			.send(request.POST(HttpRequest.BodyPublishers.ofString(Browser.encode(redemption))).build());
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text("token_type")).isEqualTo("Bearer");
		assertThat(RelyingParty.claims(answer.accessToken())).doesNotContainKey("cnf");
	}

	private static String proof(Scene scene) {
		try {
			ECKey key = new ECKeyGenerator(Curve.P_256).generate();
			SignedJWT proof = new SignedJWT(
					new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("dpop+jwt"))
						.jwk(key.toPublicJWK())
						.build(),
					new JWTClaimsSet.Builder().jwtID(UUID.randomUUID().toString())
						.issueTime(new Date())
						.claim("htm", "POST")
						.claim("htu", scene.actors().server() + "/oauth2/token")
						.build());
			proof.sign(new ECDSASigner(key));
			return proof.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stream<BadInput> pages() {
		return List
			.of("P139 /reset", "P140 /reset/abc", "P144 /account/sessions/1",
					"P144 /account/00000000-0000-0000-0000-000000000000", "P147 /login/oauth2/code/google",
					"P147 /login/oauth2/code/google?error=access_denied&error_description=<script>alert(1)</script>",
					"P153 /admin", "P154 /admin/users/1", "P156 /admin/users?search=%25&page=-1&size=0",
					"P158 /admin/settings", "P167 /actuator", "P167 /actuator/env", "P167 /h2-console", "P167 /login",
					"P167 /logout", "P167 /error", "P167 /templates/layout.html", "P167 /application.yml",
					"P167 /.git/config", "P167 /webjars/x", "P167 /favicon.ico/x", "P167 /css", "P167 /css/",
					"P167 /css/nothing.css")
			.stream()
			.map((line) -> line.split(" ", 2))
			.map((line) -> row(line[0], line[1], (scene) -> {
				String address = line[1].replace("<", "%3C").replace(">", "%3E");
				Reply reply = scene.refused(Expected.page(404), () -> scene.get(address));
				assertThat(reply.body()).doesNotContain("<script>alert");
				Browser stranger = scene.actors().browser();
				Page page = stranger.open(address);
				assertThat(page.status() == 404 || page.address().getPath().equals("/signin")).isTrue();
			}));
	}

}
