package dev.signet.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import dev.signet.account.AccountId;
import dev.signet.client.Client;
import dev.signet.client.SubjectType;
import dev.signet.key.KeptSecrets;

import org.springframework.stereotype.Component;

/**
 * The names by which clients know people (OpenID Connect Core 1.0 §8). A public name is
 * the id of the account. A pairwise name is that id, which is one block, encrypted under
 * a key of the client's sector: always the same, no two alike, telling nothing to other
 * sectors, and read back without a look-up (§8.1). The names outlive a change of the
 * master key.
 */
@Component
public final class Subjects {

	private static final int BLOCK = 16;

	private final SecretKeySpec sectors;

	Subjects(KeptSecrets secrets) {
		this.sectors = new SecretKeySpec(secrets.of(KeptSecrets.PAIRWISE_SUBJECTS), "HmacSHA256");
	}

	/** The {@code sub} under which a client knows a person, at most 36 characters. */
	public String of(Client client, AccountId account) {
		if (client.subjectType() == SubjectType.PUBLIC) {
			return account.toString();
		}
		UUID id = account.value();
		byte[] plain = ByteBuffer.allocate(BLOCK)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(block(Cipher.ENCRYPT_MODE, client, plain));
	}

	/**
	 * The person whom a client means by a {@code sub}.
	 * @param subject as it came; whether there is such a person is not looked up
	 * @return empty when it cannot be a name that this client knows
	 */
	public Optional<AccountId> account(Client client, String subject) {
		try {
			if (client.subjectType() == SubjectType.PUBLIC) {
				return Optional.of(AccountId.of(subject));
			}
			byte[] sealed = Base64.getUrlDecoder().decode(subject);
			if (sealed.length != BLOCK) {
				return Optional.empty();
			}
			ByteBuffer plain = ByteBuffer.wrap(block(Cipher.DECRYPT_MODE, client, sealed));
			return Optional.of(new AccountId(new UUID(plain.getLong(), plain.getLong())));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** One block only: the same id gives the same name, and nothing else is encrypted. */
	private byte[] block(int mode, Client client, byte[] block) {
		try {
			Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
			cipher.init(mode, key(client.sector()));
			return cipher.doFinal(block);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has AES", ex);
		}
	}

	private SecretKey key(String sector) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(this.sectors);
		return new SecretKeySpec(mac.doFinal(sector.getBytes(StandardCharsets.UTF_8)), "AES");
	}

}
