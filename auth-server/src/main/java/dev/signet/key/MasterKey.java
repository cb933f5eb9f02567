package dev.signet.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one key that is not in the database. It encrypts what must not be readable in a
 * stolen backup, and derives the keys of other purposes; it is never used itself.
 */
public final class MasterKey {

	static final int LENGTH = 32;

	private static final int KEY_ID_LENGTH = 4;

	private static final int NONCE_LENGTH = 12;

	private static final int TAG_BITS = 128;

	private final SecureRandom random = new SecureRandom();

	private final byte[] key;

	private final byte[] keyId;

	private final SecretKeySpec encryptionKey;

	MasterKey(byte[] key) {
		this.key = key.clone();
		this.keyId = Arrays.copyOf(derive("key id"), KEY_ID_LENGTH);
		this.encryptionKey = new SecretKeySpec(derive("encryption"), "AES");
	}

	/**
	 * The key of one purpose (HKDF-SHA256, RFC 5869): always the same, and telling
	 * nothing about the key of any other purpose.
	 * @param purpose a name used nowhere else, such as {@code browser key}
	 * @return 32 bytes
	 */
	public byte[] derive(String purpose) {
		return Hkdf.derive(this.key, "signet " + purpose);
	}

	/**
	 * Encrypts with AES-256-GCM.
	 * @param plain what to hide
	 * @param context where the result belongs, such as a table and a row. It is not
	 * hidden but bound to the result, so that one row's value cannot be moved to another
	 * @return key id, nonce and ciphertext
	 */
	public byte[] encrypt(byte[] plain, String context) {
		byte[] nonce = new byte[NONCE_LENGTH];
		this.random.nextBytes(nonce);
		try {
			byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
			return ByteBuffer.allocate(KEY_ID_LENGTH + NONCE_LENGTH + ciphertext.length)
				.put(this.keyId)
				.put(nonce)
				.put(ciphertext)
				.array();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Cannot encrypt", ex);
		}
	}

	/**
	 * Decrypts what {@link #encrypt} made.
	 * @param sealed key id, nonce and ciphertext
	 * @param context the same as at encryption
	 * @throws MasterKeyUnusable when it was encrypted under another master key
	 * @throws IllegalArgumentException when it was changed or belongs to another context
	 */
	public byte[] decrypt(byte[] sealed, String context) {
		if (sealed.length < KEY_ID_LENGTH + NONCE_LENGTH + TAG_BITS / Byte.SIZE) {
			throw new IllegalArgumentException("Too short to be an encrypted value of " + context);
		}
		if (!encrypted(sealed)) {
			throw new MasterKeyUnusable("The database was encrypted with another master key than the given one.",
					"Give the server the master key that belongs to this database, with signet.key.master-key or "
							+ "signet.key.master-key-file; or, to change it, give that one with "
							+ "signet.key.previous-master-key-file too.");
		}
		byte[] nonce = Arrays.copyOfRange(sealed, KEY_ID_LENGTH, KEY_ID_LENGTH + NONCE_LENGTH);
		int start = KEY_ID_LENGTH + NONCE_LENGTH;
		try {
			return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(sealed, start, sealed.length - start);
		}
		catch (AEADBadTagException ex) {
			throw new IllegalArgumentException("The encrypted value of " + context + " was changed or moved", ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Cannot decrypt", ex);
		}
	}

	/**
	 * Encrypts what a browser carries in a form or an address: it can neither read nor
	 * change it. What counts for a while only goes through {@link TimedSeals}.
	 * @param context what it is for, and for whom; it opens for nothing else
	 */
	public String seal(byte[] plain, String context) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(encrypt(plain, context));
	}

	/**
	 * What was sealed; empty for anything else, and for what another master key sealed.
	 */
	public Optional<byte[]> open(String sealed, String context) {
		try {
			return Optional.of(decrypt(Base64.getUrlDecoder().decode(sealed), context));
		}
		catch (IllegalArgumentException | MasterKeyUnusable ex) {
			return Optional.empty();
		}
	}

	/** Whether it was encrypted under this master key. */
	boolean encrypted(byte[] sealed) {
		return sealed.length >= KEY_ID_LENGTH && Arrays.equals(sealed, 0, KEY_ID_LENGTH, this.keyId, 0, KEY_ID_LENGTH);
	}

	private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.encryptionKey, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

}
