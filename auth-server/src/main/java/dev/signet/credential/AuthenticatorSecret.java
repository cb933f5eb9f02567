package dev.signet.credential;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The secret that an authenticator app shares with this server: 160 bits, as RFC 4226 §4
 * recommends. It is shown to the person while they set the app up, and never again.
 */
public final class AuthenticatorSecret {

	static final int LENGTH = 20;

	private final byte[] bytes;

	AuthenticatorSecret(byte[] bytes) {
		this.bytes = bytes.clone();
	}

	byte[] bytes() {
		return this.bytes.clone();
	}

	/** The secret as people type it who cannot scan, in groups of four. */
	public String text() {
		return Base32.encode(this.bytes, Base32.STANDARD).replaceAll("(.{4})(?!$)", "$1 ");
	}

	/**
	 * The address that authenticator apps read, out of a QR code or by a link.
	 * @param issuer who keeps the account
	 * @param account whose it is, so that the app can tell several apart
	 */
	public String address(String issuer, String account) {
		return "otpauth://totp/" + escape(issuer) + ":" + escape(account) + "?secret="
				+ Base32.encode(this.bytes, Base32.STANDARD) + "&issuer=" + escape(issuer);
	}

	private static String escape(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/** Never the secret. */
	@Override
	public String toString() {
		return "AuthenticatorSecret";
	}

}
