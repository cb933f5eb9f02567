package dev.signet.flow;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import dev.signet.key.TestKeys;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import dev.signet.key.MasterKey;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes tokens that look like ours, by hand, so that no library keeps it from mistakes.
 */
final class Forger {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

	private final PrivateKey key;

	private Forger(PrivateKey key) {
		this.key = key;
	}

	/**
	 * Signs with the key of the server, as a thief of database and master key could, so
	 * that nothing but the change is wrong.
	 */
	static Forger ours(Scene scene) {
		Map<String, Object> row = scene.jdbc()
			.sql("select id, private_jwk from signing_keys where algorithm = 'RS256' and state = 'ACTIVE'")
			.query()
			.singleRow();
		byte[] jwk = scene.beans()
			.getBean(MasterKey.class)
			.decrypt((byte[]) row.get("private_jwk"), "signing_keys/" + row.get("id"));
		try {
			return new Forger(RSAKey.parse(new String(jwk, StandardCharsets.UTF_8)).toPrivateKey());
		}
		catch (JOSEException | ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Signs with a key that nobody knows, always the same: to make one takes long. */
	static Forger stranger() {
		return Stranger.FORGER;
	}

	/** A token like this one, changed and signed again. */
	String sign(String token, BiConsumer<Map<String, Object>, Map<String, Object>> change) {
		String input = change(token, change);
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(this.key);
			signature.update(input.getBytes(StandardCharsets.US_ASCII));
			return input + "." + BASE64URL.encodeToString(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A token like this one, signed with a shared secret. */
	static String mac(String token, byte[] secret) {
		String input = change(token, (header, claims) -> header.put("alg", "HS256"));
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret, "HmacSHA256"));
			return input + "." + BASE64URL.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A token like this one, not signed at all. */
	static String unsigned(String token) {
		return change(token, (header, claims) -> header.put("alg", "none")) + ".";
	}

	private static String change(String token, BiConsumer<Map<String, Object>, Map<String, Object>> change) {
		Map<String, Object> header = new LinkedHashMap<>(RelyingParty.header(token));
		Map<String, Object> claims = new LinkedHashMap<>(RelyingParty.claims(token));
		change.accept(header, claims);
		return encode(header) + "." + encode(claims);
	}

	private static String encode(Map<String, Object> part) {
		return BASE64URL.encodeToString(JSON.writeValueAsBytes(part));
	}

	private static final class Stranger {

		private static final Forger FORGER = new Forger(TestKeys.rsaPrivateKey());

	}

}
