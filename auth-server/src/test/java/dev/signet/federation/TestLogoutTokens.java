package dev.signet.federation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.RSAKey;
import dev.signet.key.TestKeys;
import org.jspecify.annotations.Nullable;

/**
 * Logout tokens of a provider, right but for what is changed.
 */
public final class TestLogoutTokens {

	private static final RSAKey ANOTHER = TestUpstream.newKey();

	private final TestUpstream upstream;

	private final Map<String, Object> claims = new LinkedHashMap<>();

	private RSAKey key;

	private @Nullable String type = "logout+jwt";

	public TestLogoutTokens(TestUpstream upstream, Instant now) {
		this.upstream = upstream;
		this.key = upstream.key();
		this.claims.put("iss", upstream.issuer());
		this.claims.put("aud", TestUpstream.CLIENT_ID);
		this.claims.put("iat", now.getEpochSecond());
		this.claims.put("exp", now.plusSeconds(120).getEpochSecond());
		this.claims.put("jti", UUID.randomUUID().toString());
		this.claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
	}

	/** About all sessions of a person. */
	public TestLogoutTokens subject(String subject) {
		return with((claims) -> claims.put("sub", subject));
	}

	/** About one session. */
	public TestLogoutTokens sid(String sid) {
		return with((claims) -> claims.put("sid", sid));
	}

	/** With other claims. */
	public TestLogoutTokens with(Consumer<Map<String, Object>> change) {
		change.accept(this.claims);
		return this;
	}

	/** With another type, or with none. */
	public TestLogoutTokens type(@Nullable String other) {
		this.type = other;
		return this;
	}

	/** Signed by somebody else. */
	public TestLogoutTokens forged() {
		this.key = new RSAKey.Builder(ANOTHER).keyID(this.upstream.key().getKeyID()).build();
		return this;
	}

	/** Signed with a key that goes by another name. */
	public TestLogoutTokens keyId(String other) {
		this.key = new RSAKey.Builder(this.key).keyID(other).build();
		return this;
	}

	/** Without a signature. */
	public String unsigned() {
		return TestUpstream.compact(Map.of("alg", "none", "typ", "logout+jwt"), this.claims, "");
	}

	/** With a signature that is made up. */
	public String madeUp(String algorithm) {
		return TestUpstream.compact(Map.of("alg", algorithm, "typ", "logout+jwt"), this.claims, "bWFkZSB1cA");
	}

	public String sign() {
		try {
			JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID());
			if (this.type != null) {
				header.type(new JOSEObjectType(this.type));
			}
			JWSObject token = new JWSObject(header.build(), new Payload(this.claims));
			token.sign(TestKeys.signer(this.key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What is not right about each, for a token about a person. */
	public static List<Consumer<TestLogoutTokens>> lies() {
		List<Consumer<TestLogoutTokens>> lies = new ArrayList<>(plainLies());
		lies.addAll(List.of(lie("iss", "https://other.example"), lie("iss", null), TestLogoutTokens::forged));
		return lies;
	}

	/** The same, as far as anybody can see it who does not know the provider. */
	public static List<Consumer<TestLogoutTokens>> plainLies() {
		return List.of(lie("aud", "somebody-else"), lie("aud", null), lie("iat", null), lie("iat", "soon"),
				lie("iat", 1_700_000_000L), lie("iat", 9_000_000_000L), lie("exp", 1_700_000_000L), lie("jti", null),
				lie("jti", ""), lie("jti", "x".repeat(256)), lie("events", null), lie("events", Map.of()),
				lie("events", "logout"),
				lie("events", Map.of("http://schemas.openid.net/event/backchannel-logout", "yes")), lie("nonce", "n"),
				lie("sub", null), lie("sub", ""), lie("sid", List.of("a")), (token) -> token.type("at+jwt"));
	}

	private static Consumer<TestLogoutTokens> lie(String claim, @Nullable Object value) {
		return (token) -> token.with((claims) -> {
			if (value != null) {
				claims.put(claim, value);
			}
			else {
				claims.remove(claim);
			}
		});
	}

}
