package dev.signet.passkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.authenticator.EdDSACOSEKey;
import com.webauthn4j.data.attestation.authenticator.RSACOSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import dev.signet.account.AccountId;
import dev.signet.secret.Sha256;
import dev.signet.web.PublicAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.BeanFactory;

/**
 * An authenticator with one passkey, made of a P-256 key unless told otherwise, and the
 * browser in front of it. It answers as it should, but for what a test changes.
 */
public final class TestPasskey {

	private static final int PRESENT = 1;

	private static final int VERIFIED = 4;

	private static final int BACKUP_ELIGIBLE = 8;

	private static final int BACKED_UP = 16;

	private static final int ATTESTED = 64;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private KeyPair keys = keys("EC", new ECGenParameterSpec("secp256r1"));

	private final byte[] credentialId = random(32);

	private byte[] userHandle = new byte[0];

	private String origin;

	private String relyingParty;

	private UUID model = new UUID(0, 0);

	private int flags = PRESENT | VERIFIED;

	private long counter;

	private boolean counting;

	private COSEAlgorithmIdentifier algorithm = COSEAlgorithmIdentifier.ES256;

	private String type;

	private boolean crossOrigin;

	private TestPasskey(BeanFactory beans) {
		PublicAddress address = beans.getBean(PublicAddress.class);
		this.origin = address.origin();
		this.relyingParty = address.host();
	}

	/** A passkey that was not made yet: {@link #make} does. */
	public static TestPasskey fresh(BeanFactory beans) {
		return new TestPasskey(beans);
	}

	/** A passkey that a person has added. */
	public static TestPasskey of(AccountId accountId, BeanFactory beans) {
		TestPasskey passkey = fresh(beans);
		passkey.addTo(accountId, beans);
		return passkey;
	}

	/** Adds it to an account. */
	public void addTo(AccountId accountId, BeanFactory beans) {
		Passkeys passkeys = beans.getBean(Passkeys.class);
		byte[] browser = random(32);
		passkeys.add(accountId, make(passkeys.askForNew(accountId, "ada", "Ada", browser)), "A device", browser);
	}

	/** A credential id as it stands in questions. */
	public String id() {
		return text(this.credentialId);
	}

	/** Says that it is kept elsewhere too. */
	public TestPasskey synced() {
		this.flags |= BACKUP_ELIGIBLE | BACKED_UP;
		return this;
	}

	TestPasskey model(String model) {
		this.model = UUID.fromString(model);
		return this;
	}

	/** Counts its answers, from here on. */
	TestPasskey counting(long from) {
		this.counter = from;
		this.counting = true;
		return this;
	}

	TestPasskey origin(String origin) {
		this.origin = origin;
		return this;
	}

	TestPasskey relyingParty(String relyingParty) {
		this.relyingParty = relyingParty;
		return this;
	}

	TestPasskey type(String type) {
		this.type = type;
		return this;
	}

	TestPasskey crossOrigin() {
		this.crossOrigin = true;
		return this;
	}

	TestPasskey absent() {
		this.flags &= ~PRESENT;
		return this;
	}

	public TestPasskey unverified() {
		this.flags &= ~VERIFIED;
		return this;
	}

	TestPasskey userHandle(byte[] userHandle) {
		this.userHandle = userHandle;
		return this;
	}

	TestPasskey algorithm(COSEAlgorithmIdentifier algorithm) {
		this.algorithm = algorithm;
		return this;
	}

	/** Has a key for RS256, as authenticators of Windows do. */
	TestPasskey rsa() {
		this.keys = keys("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
		this.algorithm = COSEAlgorithmIdentifier.RS256;
		return this;
	}

	/** Has a key for EdDSA, as some security keys do. */
	TestPasskey ed25519() {
		this.keys = keys("Ed25519", NamedParameterSpec.ED25519);
		this.algorithm = COSEAlgorithmIdentifier.EdDSA;
		return this;
	}

	/** Answers {@code navigator.credentials.create()}. */
	public String make(String question) {
		JsonNode options = JSON.readTree(question);
		this.userHandle = Base64.getUrlDecoder().decode(options.at("/user/id").asString());
		byte[] clientData = clientData("webauthn.create", options);
		Map<String, Object> attestation = new LinkedHashMap<>();
		attestation.put("fmt", "none");
		attestation.put("attStmt", Map.of());
		attestation.put("authData", authenticatorData(true));
		byte[] attestationObject = new ObjectConverter().getCborMapper().writeValueAsBytes(attestation);
		return credential(Map.of("clientDataJSON", text(clientData), "attestationObject", text(attestationObject),
				"transports", new String[] { "internal", "hybrid" }));
	}

	/** Answers {@code navigator.credentials.get()}. */
	public String answer(String question) {
		byte[] clientData = clientData("webauthn.get", JSON.readTree(question));
		byte[] authenticatorData = authenticatorData(false);
		byte[] signature = sign(authenticatorData, clientData);
		Map<String, Object> response = new LinkedHashMap<>();
		response.put("clientDataJSON", text(clientData));
		response.put("authenticatorData", text(authenticatorData));
		response.put("signature", text(signature));
		if (this.userHandle.length > 0) {
			response.put("userHandle", text(this.userHandle));
		}
		return credential(response);
	}

	private byte[] clientData(String usualType, JsonNode options) {
		return JSON.writeValueAsBytes(Map.of("type", (this.type != null) ? this.type : usualType, "challenge",
				options.at("/challenge").asString(), "origin", this.origin, "crossOrigin", this.crossOrigin));
	}

	private byte[] authenticatorData(boolean attested) {
		byte[] key = attested ? new ObjectConverter().getCborMapper().writeValueAsBytes(publicKey()) : new byte[0];
		int length = attested ? 18 + this.credentialId.length + key.length : 0;
		ByteBuffer data = ByteBuffer.allocate(37 + length)
			.put(Sha256.of(this.relyingParty))
			.put((byte) (attested ? this.flags | ATTESTED : this.flags))
			.putInt((int) (this.counting ? this.counter++ : 0));
		if (attested) {
			data.putLong(this.model.getMostSignificantBits())
				.putLong(this.model.getLeastSignificantBits())
				.putShort((short) this.credentialId.length)
				.put(this.credentialId)
				.put(key);
		}
		return data.array();
	}

	/** Only the public part: authenticators give nothing else away. */
	private COSEKey publicKey() {
		if (this.keys.getPublic() instanceof RSAPublicKey rsa) {
			return RSACOSEKey.create(rsa, this.algorithm);
		}
		return (this.keys.getPublic() instanceof EdECPublicKey edwards) ? EdDSACOSEKey.create(edwards, this.algorithm)
				: EC2COSEKey.create((ECPublicKey) this.keys.getPublic(), this.algorithm);
	}

	private byte[] sign(byte[] authenticatorData, byte[] clientData) {
		try {
			Signature signature = Signature.getInstance(switch (this.keys.getPublic().getAlgorithm()) {
				case "RSA" -> "SHA256withRSA";
				case "EC" -> "SHA256withECDSA";
				default -> "Ed25519";
			});
			signature.initSign(this.keys.getPrivate());
			signature.update(authenticatorData);
			signature.update(Sha256.of(clientData));
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String credential(Map<String, Object> response) {
		return JSON.writeValueAsString(Map.of("id", id(), "rawId", id(), "type", "public-key", "response", response,
				"clientExtensionResults", Map.of()));
	}

	private static KeyPair keys(String algorithm, AlgorithmParameterSpec parameters) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
			generator.initialize(parameters);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new SecureRandom().nextBytes(bytes);
		return bytes;
	}

	static String text(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/** Changes one value of an answer. */
	static String with(String answer, String member, String value) {
		JsonNode tree = JSON.readTree(answer);
		((ObjectNode) tree.get("response")).put(member, value);
		return JSON.writeValueAsString(tree);
	}

	/** One value of an answer. */
	static byte[] part(String answer, String member) {
		return Base64.getUrlDecoder()
			.decode(JSON.readTree(answer).at("/response/" + member).asString().getBytes(StandardCharsets.US_ASCII));
	}

}
