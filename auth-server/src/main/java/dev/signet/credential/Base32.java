package dev.signet.credential;

/** Base 32 without padding (RFC 4648 §6), with an alphabet of one's choice. */
final class Base32 {

	/** That of the standard, which authenticator apps read. */
	static final String STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	/** Without letters that look like others or like digits. */
	static final String READABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	private static final int BITS = 5;

	private Base32() {
	}

	static String encode(byte[] bytes, String alphabet) {
		StringBuilder text = new StringBuilder();
		int buffer = 0;
		int held = 0;
		for (byte each : bytes) {
			buffer = ((buffer & 0xff) << Byte.SIZE) | (each & 0xff);
			held += Byte.SIZE;
			while (held >= BITS) {
				held -= BITS;
				text.append(alphabet.charAt((buffer >> held) & 0x1f));
			}
		}
		if (held > 0) {
			text.append(alphabet.charAt((buffer << (BITS - held)) & 0x1f));
		}
		return text.toString();
	}

}
