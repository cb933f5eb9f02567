package dev.signet.flow;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.signet.client.TestClients;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An app that gets tokens of every kind at several nodes, and has each of them checked by
 * everybody who may: each is good for an hour, so none may be refused.
 */
final class BusyApp {

	private static final Duration LIFETIME = Duration.ofHours(1);

	private final List<RelyingParty> app;

	private final List<RelyingParty> service;

	private final List<VerifyingApi> apis;

	private final Browser browser;

	private final List<String> accessTokens = new ArrayList<>();

	private final List<String> serviceTokens = new ArrayList<>();

	private final List<String> idTokens = new ArrayList<>();

	private String refreshToken;

	private int turn;

	BusyApp(Actors actors, List<URI> nodes, List<VerifyingApi> apis) {
		RelyingParty first = actors
			.app(TestClients.confidential().firstParty().accessTokenLifetime(LIFETIME).idTokenLifetime(LIFETIME));
		RelyingParty another = actors.app(TestClients.service().signedWith("ES256").accessTokenLifetime(LIFETIME));
		this.app = nodes.stream().map(first::at).toList();
		this.service = nodes.stream().map(another::at).toList();
		this.apis = apis;
		this.browser = actors.signedIn(actors.person("USER"));
		keep(first.redeem(first.code(this.browser)));
	}

	/** What it does again and again. */
	void work() throws Exception {
		RelyingParty here = next(this.app);
		keep(here.refresh(this.refreshToken));
		keep(next(this.app).redeem(here.code(this.browser)));
		RelyingParty.Answer forItself = next(this.service).token(Map.of("grant_type", "client_credentials"));
		assertThat(forItself.status()).isEqualTo(200);
		this.serviceTokens.add(forItself.accessToken());
		checkLast(this.accessTokens, 2);
		checkLast(this.idTokens, 2);
		checkLast(this.serviceTokens, 1);
		// The oldest that it has
		checkOfPerson(this.accessTokens.get(0), next(this.app));
		check(this.serviceTokens.get(0), next(this.service));
		hint(this.idTokens.get(0));
	}

	/** Has all that it was ever given checked once more, at every node. */
	void checkAll() throws Exception {
		for (RelyingParty there : this.app) {
			for (String token : this.accessTokens) {
				checkOfPerson(token, there);
			}
		}
		for (RelyingParty there : this.service) {
			for (String token : this.serviceTokens) {
				check(token, there);
			}
		}
		checkLast(this.idTokens, this.idTokens.size());
	}

	/** The ids of all keys that signed for it. */
	Set<Object> keys() {
		Set<Object> keys = new HashSet<>();
		for (List<String> tokens : List.of(this.accessTokens, this.serviceTokens, this.idTokens)) {
			tokens.forEach((token) -> keys.add(RelyingParty.header(token).get("kid")));
		}
		return keys;
	}

	private void keep(RelyingParty.Answer answer) {
		assertThat(answer.status()).isEqualTo(200);
		this.accessTokens.add(answer.accessToken());
		this.idTokens.add(answer.idToken());
		this.refreshToken = answer.refreshToken();
	}

	private void checkLast(List<String> tokens, int many) throws Exception {
		for (String token : tokens.subList(tokens.size() - many, tokens.size())) {
			for (VerifyingApi api : this.apis) {
				api.check(token);
			}
		}
	}

	private void checkOfPerson(String accessToken, RelyingParty there) throws Exception {
		check(accessToken, there);
		assertThat(there.userInfo(accessToken).status()).isEqualTo(200);
	}

	private void check(String accessToken, RelyingParty there) throws Exception {
		checkLast(List.of(accessToken), 1);
		assertThat(there.call("/oauth2/introspect", Map.of("token", accessToken)).json()).containsEntry("active", true);
	}

	/** Hands an ID token back to the server. */
	private void hint(String idToken) {
		RelyingParty any = this.app.get(0);
		assertThat(
				any.authorize(this.browser, any.request(Map.of("prompt", "none", "id_token_hint", idToken))).answer())
			.containsKey("code");
	}

	/** Another node each time. */
	private RelyingParty next(List<RelyingParty> nodes) {
		return nodes.get(this.turn++ % nodes.size());
	}

}
