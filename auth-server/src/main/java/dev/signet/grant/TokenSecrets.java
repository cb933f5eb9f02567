package dev.signet.grant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.signet.key.MasterKey;
import dev.signet.secret.RandomText;
import dev.signet.secret.Sha256;

import org.springframework.stereotype.Component;

/**
 * Makes codes, device codes and refresh tokens: 256 bits behind a prefix by which leak
 * scanners find them. The database keeps their SHA-256 digest only.
 */
@Component
class TokenSecrets {

	static final String CODE_PREFIX = "sgn_ac_";

	static final String REFRESH_TOKEN_PREFIX = "sgn_rt_";

	static final String DEVICE_CODE_PREFIX = "sgn_dc_";

	private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

	private final RandomText random = new RandomText();

	private final SecretKeySpec successionKey;

	TokenSecrets(MasterKey masterKey) {
		this.successionKey = new SecretKeySpec(masterKey.derive("refresh-token-succession"), "HmacSHA256");
	}

	String newCode() {
		return this.random.secret(CODE_PREFIX);
	}

	String newRefreshToken() {
		return this.random.secret(REFRESH_TOKEN_PREFIX);
	}

	String newDeviceCode() {
		return this.random.secret(DEVICE_CODE_PREFIX);
	}

	/**
	 * The token that follows a refresh token. It is a function of the presented one, so
	 * that a lost answer can be given again without ever storing a token.
	 */
	String successor(String refreshToken) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(this.successionKey);
			return REFRESH_TOKEN_PREFIX
					+ BASE64URL.encodeToString(mac.doFinal(refreshToken.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] digest(String token) {
		return Sha256.of(token);
	}

}
