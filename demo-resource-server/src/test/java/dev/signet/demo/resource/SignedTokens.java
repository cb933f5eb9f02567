package dev.signet.demo.resource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

/**
 * The smallest issuer: one key, published over HTTP, and signed tokens that are valid
 * until changed by one call.
 */
final class SignedTokens implements AutoCloseable {

	static final String ISSUER = "http://issuer.example";

	static final String AUDIENCE = "http://api.example";

	private final RSAKey key = newKey();

	private final HttpServer server;

	SignedTokens() throws IOException {
		byte[] keys = new JWKSet(this.key).toString().getBytes(StandardCharsets.UTF_8);
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.createContext("/jwks", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
			exchange.sendResponseHeaders(200, keys.length);
			exchange.getResponseBody().write(keys);
			exchange.close();
		});
		this.server.start();
	}

	String jwkSetUri() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/jwks";
	}

	String valid() {
		return with((claims) -> {
		});
	}

	String with(Consumer<JWTClaimsSet.Builder> change) {
		return sign(this.key, "at+jwt", change);
	}

	String ofType(String type) {
		return sign(this.key, type, (claims) -> {
		});
	}

	/** Names the published key, but is signed by another. */
	String forged() throws JOSEException {
		RSAKey other = new RSAKey.Builder(newKey()).keyID(this.key.getKeyID()).build();
		return sign(other, "at+jwt", (claims) -> {
		});
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private static String sign(RSAKey key, String type, Consumer<JWTClaimsSet.Builder> change) {
		Instant now = Instant.now();
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(ISSUER)
			.subject("7b1f")
			.audience(AUDIENCE)
			.jwtID(UUID.randomUUID().toString())
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
			.claim("client_id", "demo-notes")
			.claim("scope", "openid notes.read roles")
			.claim("roles", List.of("USER"));
		change.accept(claims);
		SignedJWT token = new SignedJWT(
				new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(new JOSEObjectType(type)).build(),
				claims.build());
		try {
			token.sign(new RSASSASigner(key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

	private static RSAKey newKey() {
		try {
			return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
