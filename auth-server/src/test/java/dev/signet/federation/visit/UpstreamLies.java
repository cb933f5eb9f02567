package dev.signet.federation.visit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import dev.signet.federation.TestUpstream;
import dev.signet.key.TestKeys;
import dev.signet.federation.call.FailureReason;

/**
 * What a provider may say that is not so, or not as it should be.
 */
final class UpstreamLies {

	private static final RSAKey ANOTHER = TestUpstream.newKey();

	static final String JSON = "application/json";

	private UpstreamLies() {
	}

	static Stream<Lie> idTokens() {
		return Stream.of(claims("another issuer", (token) -> token.put("iss", "https://attacker.example")),
				claims("the issuer with a slash", (token) -> token.put("iss", token.get("iss") + "/")),
				claims("no issuer", (token) -> token.remove("iss")),
				claims("an issuer that is a number", (token) -> token.put("iss", 1)),
				claims("another audience", (token) -> token.put("aud", "somebody-else")),
				claims("no audience", (token) -> token.remove("aud")),
				claims("an empty audience", (token) -> token.put("aud", List.of())),
				claims("two audiences and nobody authorized",
						(token) -> token.put("aud", List.of(TestUpstream.CLIENT_ID, "other"))),
				claims("another authorized party", (token) -> token.put("azp", "somebody-else")),
				claims("another nonce", (token) -> token.put("nonce", "x".repeat(43))),
				claims("no nonce", (token) -> token.remove("nonce")),
				claims("a nonce that is a list", (token) -> token.put("nonce", List.of(token.get("nonce")))),
				claims("an hour too late", (token) -> {
					token.put("iat", (long) token.get("iat") - 4_000);
					token.put("exp", (long) token.get("exp") - 4_000);
				}), claims("no end", (token) -> token.remove("exp")),
				claims("an end that is a text", (token) -> token.put("exp", "tomorrow")),
				claims("issued tomorrow", (token) -> token.put("iat", (long) token.get("iat") + 86_400)),
				claims("never issued", (token) -> token.remove("iat")),
				claims("no subject", (token) -> token.remove("sub")),
				claims("an empty subject", (token) -> token.put("sub", "")),
				claims("a blank subject", (token) -> token.put("sub", "   ")),
				subject("a subject with control characters", "a\u0000b"),
				subject("a subject with half a pair of surrogates", "a\ud800b"),
				subject("a subject that is too long", "x".repeat(256)),
				claims("a subject that is a list", (token) -> token.put("sub", List.of("a"))),
				claims("the hash of another access token", (token) -> token.put("at_hash", "x".repeat(22))),
				claims("a hash that is a number", (token) -> token.put("at_hash", 22)),
				signed("another key under the same name",
						(upstream, claims) -> TestUpstream
							.signed(new RSAKey.Builder(ANOTHER).keyID(upstream.key().getKeyID()).build(), claims)),
				signed("a key that is not published", (upstream, claims) -> TestUpstream.signed(ANOTHER, claims)),
				signed("a changed payload", (upstream, claims) -> {
					String[] parts = upstream.signed(claims).split("\\.");
					claims.put("sub", "admin");
					return TestUpstream.compact(Map.of("alg", "RS256", "kid", upstream.key().getKeyID()), claims,
							parts[2]);
				}),
				signed("no signature", (upstream, claims) -> TestUpstream.compact(Map.of("alg", "none"), claims, "")),
				signed("no signature, said in capitals",
						(upstream, claims) -> TestUpstream.compact(Map.of("alg", "NONE"), claims, "")),
				signed("an empty signature",
						(upstream, claims) -> TestUpstream
							.compact(Map.of("alg", "RS256", "kid", upstream.key().getKeyID()), claims, "")),
				signed("the public key as a secret", UpstreamLies::withPublicKeyAsSecret),
				signed("an algorithm that it does not name",
						(upstream, claims) -> TestUpstream
							.compact(Map.of("alg", "RS512", "kid", upstream.key().getKeyID()), claims, "AAAA")),
				signed("a key in the header",
						(upstream, claims) -> TestUpstream.compact(
								Map.of("alg", "RS256", "jwk", ANOTHER.toPublicJWK().toJSONObject()), claims,
								TestUpstream.signed(ANOTHER, claims).split("\\.")[2])),
				lie("a foreign key and where to find it", FailureReason.NOTHING_USABLE, UpstreamLies::leadToForeignKey),
				signed("a header that must be understood",
						(upstream,
								claims) -> TestUpstream.compact(Map.of("alg", "RS256", "kid", upstream.key().getKeyID(),
										"crit", List.of("exp")), claims, "AAAA")),
				signed("no token at all", (upstream, claims) -> "<html>"),
				signed("an empty token", (upstream, claims) -> ""),
				signed("five parts", (upstream, claims) -> "a.b.c.d.e"), signed("dots", (upstream, claims) -> ".."),
				signed("a payload that is no object", (upstream, claims) -> "eyJhbGciOiJSUzI1NiJ9.W10.AAAA"));
	}

	static Stream<Lie> answers() {
		return Stream.of(
				lie("no ID token", FailureReason.NOTHING_USABLE,
						(it) -> it.tokens((response) -> response.remove("id_token"))),
				lie("an ID token that is a number", FailureReason.NOTHING_USABLE,
						(it) -> it.tokens((response) -> response.put("id_token", 7))),
				lie("no access token", FailureReason.NOTHING_USABLE,
						(it) -> it.tokens((response) -> response.remove("access_token"))),
				lie("no type of token", FailureReason.NOTHING_USABLE,
						(it) -> it.tokens((response) -> response.remove("token_type"))),
				at("/token", "broken JSON", FailureReason.NOTHING_USABLE, 200, JSON, "{\"access_token\":"),
				at("/token", "a page", FailureReason.NOTHING_USABLE, 200, "text/html", "<html>"),
				at("/token", "nothing", FailureReason.NOTHING_USABLE, 200, JSON, ""),
				at("/token", "null", FailureReason.NOTHING_USABLE, 200, JSON, "null"),
				at("/token", "a list", FailureReason.NOTHING_USABLE, 200, JSON, "[]"),
				at("/token", "a member twice", FailureReason.NOTHING_USABLE, 200, JSON,
						"{\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"Bearer\"}"),
				at("/token", "deep nesting", FailureReason.NOTHING_USABLE, 200, JSON,
						"{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
				at("/token", "an error", FailureReason.REFUSED_BY_PROVIDER, 400, JSON, "{\"error\":\"invalid_grant\"}"),
				at("/token", "an error about this server", FailureReason.REFUSED_BY_PROVIDER, 401, JSON,
						"{\"error\":\"invalid_client\"}"),
				at("/token", "an error as success", FailureReason.REFUSED_BY_PROVIDER, 200, JSON,
						"{\"error\":\"bad_verification_code\"}"),
				at("/token", "a nested error", FailureReason.REFUSED_BY_PROVIDER, 400, JSON,
						"{\"error\":{\"message\":\"No\",\"type\":\"OAuthException\"}}"),
				at("/token", "a refusal without a reason", FailureReason.REFUSED_BY_PROVIDER, 403, "text/html",
						"<html>"),
				at("/token", "an error of its own", FailureReason.PROVIDER_DOWN, 500, "text/plain", "oops"),
				at("/token", "that it is away", FailureReason.PROVIDER_DOWN, 503, "text/plain", "later"),
				at("/token", "that it is asked too often", FailureReason.PROVIDER_DOWN, 429, "text/plain", "later"),
				redirect("/token"), big("/token"), endless("/token"),
				lie("somebody else's user info", FailureReason.NOTHING_USABLE,
						(it) -> it.userinfo((info) -> info.put("sub", "somebody-else"))),
				lie("nobody's user info", FailureReason.NOTHING_USABLE,
						(it) -> it.userinfo((info) -> info.remove("sub"))),
				at("/userinfo", "a page", FailureReason.NOTHING_USABLE, 200, "text/html", "<html>"),
				at("/userinfo", "a list", FailureReason.NOTHING_USABLE, 200, JSON, "[1]"),
				at("/userinfo", "a token", FailureReason.NOTHING_USABLE, 200, "application/jwt", "eyJ.eyJ.x"),
				at("/userinfo", "a refusal", FailureReason.REFUSED_BY_PROVIDER, 401, JSON, "{}"),
				at("/userinfo", "that it is away", FailureReason.PROVIDER_DOWN, 502, "text/plain", ""),
				redirect("/userinfo"), big("/userinfo"), endless("/userinfo"),
				at("/jwks", "a page", FailureReason.NOTHING_USABLE, 200, "text/html", "<html>"),
				at("/jwks", "no keys", FailureReason.NOTHING_USABLE, 200, JSON, "{\"keys\":[]}"),
				at("/jwks", "a secret as a key", FailureReason.NOTHING_USABLE, 200, JSON,
						"{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}"),
				at("/jwks", "that there is nothing", FailureReason.NOTHING_USABLE, 404, "text/plain", ""),
				at("/jwks", "that it is away", FailureReason.PROVIDER_DOWN, 503, "text/plain", ""), redirect("/jwks"),
				big("/jwks"), endless("/jwks"));
	}

	static Stream<Lie> documents() {
		String path = TestUpstream.DOCUMENT;
		return Stream.of(document("another issuer", (it) -> it.put("issuer", "https://attacker.example")),
				document("the issuer with a slash", (it) -> it.put("issuer", it.get("issuer") + "/")),
				document("no issuer", (it) -> it.remove("issuer")),
				document("no authorization endpoint", (it) -> it.remove("authorization_endpoint")),
				document("no token endpoint", (it) -> it.remove("token_endpoint")),
				document("no keys", (it) -> it.remove("jwks_uri")),
				document("an endpoint without TLS", (it) -> it.put("token_endpoint", "http://upstream.example/token")),
				document("an endpoint with a password",
						(it) -> it.put("token_endpoint", "https://a:b@upstream.example/")),
				document("an endpoint that is a script",
						(it) -> it.put("authorization_endpoint", "javascript:alert(1)")),
				document("an endpoint that is a file", (it) -> it.put("jwks_uri", "file:///etc/passwd")),
				document("an endpoint that is no address", (it) -> it.put("token_endpoint", "not an address")),
				at(path, "a page", FailureReason.NOTHING_USABLE, 200, "text/html", "<html>"),
				at(path, "a list", FailureReason.NOTHING_USABLE, 200, JSON, "[]"),
				at(path, "that there is nothing", FailureReason.NOTHING_USABLE, 404, "text/plain", ""),
				at(path, "that it is away", FailureReason.PROVIDER_DOWN, 503, "text/plain", ""), redirect(path),
				big(path), endless(path));
	}

	/** Where it leads, the key is. */
	private static void leadToForeignKey(TestUpstream upstream) {
		upstream.instead("/inner", 200, JSON, new JWKSet(ANOTHER).toString())
			.signature((claims) -> signedLeadingTo(upstream.at("/inner").toString(), ANOTHER, claims));
	}

	static String signedLeadingTo(String address, RSAKey key, Map<String, Object> claims) {
		try {
			JWSObject token = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID())
				.jwkURL(URI.create(address))
				.x509CertURL(URI.create(address))
				.build(), new Payload(claims));
			token.sign(TestKeys.signer(key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String withPublicKeyAsSecret(TestUpstream upstream, Map<String, Object> claims) {
		try {
			JWSObject token = new JWSObject(
					new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(upstream.key().getKeyID()).build(),
					new Payload(claims));
			token.sign(new MACSigner(upstream.key().toRSAPublicKey().getEncoded()));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Lie lie(String what, FailureReason reason, Consumer<TestUpstream> told) {
		return new Lie(what, reason, told);
	}

	private static Lie claims(String what, Consumer<Map<String, Object>> change) {
		return lie(what, FailureReason.NOTHING_USABLE, (upstream) -> upstream.claims(change));
	}

	/** With one voice. */
	private static Lie subject(String what, String subject) {
		return lie(what, FailureReason.NOTHING_USABLE,
				(upstream) -> upstream.claims((token) -> token.put("sub", subject))
					.userinfo((info) -> info.put("sub", subject)));
	}

	private static Lie document(String what, Consumer<Map<String, Object>> change) {
		return lie("document: " + what, FailureReason.NOTHING_USABLE, (upstream) -> upstream.metadata(change));
	}

	private static Lie signed(String what, Signer signer) {
		return lie(what, FailureReason.NOTHING_USABLE,
				(upstream) -> upstream.signature((claims) -> signer.sign(upstream, claims)));
	}

	private static Lie at(String path, String what, FailureReason reason, int status, String type, String body) {
		return lie(path + ": " + what, reason, (upstream) -> upstream.instead(path, status, type, body));
	}

	private static Lie redirect(String path) {
		return lie(path + ": a redirect", FailureReason.NOTHING_USABLE,
				(upstream) -> upstream.instead(path, (exchange) -> {
					exchange.getResponseHeaders().set("Location", upstream.at("/inner").toString());
					exchange.sendResponseHeaders(302, -1);
				}));
	}

	private static Lie big(String path) {
		return at(path, "more than a megabyte", FailureReason.NOTHING_USABLE, 200, JSON,
				"{\"x\":\"" + "x".repeat(1024 * 1024) + "\"}");
	}

	private static Lie endless(String path) {
		return lie(path + ": without an end", FailureReason.NOTHING_USABLE,
				(upstream) -> upstream.instead(path, UpstreamLies::writeOn));
	}

	private static void writeOn(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		byte[] block = new byte[64 * 1024];
		try (OutputStream body = exchange.getResponseBody()) {
			while (!Thread.currentThread().isInterrupted()) {
				body.write(block);
			}
		}
	}

	@FunctionalInterface
	private interface Signer {

		String sign(TestUpstream upstream, Map<String, Object> claims);

	}

	/** A lie, and what is to be said of it. */
	record Lie(String what, FailureReason reason, Consumer<TestUpstream> told) {

		@Override
		public String toString() {
			return this.what;
		}

	}

}
