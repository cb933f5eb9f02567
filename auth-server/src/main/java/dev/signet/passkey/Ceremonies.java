package dev.signet.passkey;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Reads the answers of browsers and holds them to Web Authentication Level 3 §7.1 (a new
 * passkey) and §7.2 (the proof of one). The only place that speaks the language of the
 * library, and the only reason to load it: made with the first answer. What is left to
 * its caller is whether the challenge is answered for the first time.
 */
@Lazy
@Component
class Ceremonies {

	/** An answer of an honest browser is a tenth of it. */
	static final int MAX_LENGTH = 16 * 1024;

	/** Who makes a passkey and who uses one is verified by their device, each time. */
	private static final boolean VERIFIED = true;

	private static final boolean PRESENT = true;

	private final ObjectConverter converter = new ObjectConverter();

	private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(this.converter);

	private final Origin origin;

	private final String relyingParty;

	private final ApplicationEventPublisher events;

	Ceremonies(PublicAddress address, ApplicationEventPublisher events) {
		this.origin = new Origin(address.origin());
		this.relyingParty = address.host();
		this.events = events;
	}

	/**
	 * Reads the answer to {@code navigator.credentials.create()}. Which make of
	 * authenticator it is, is neither asked for nor believed.
	 * @param answer the credential as JSON (§5.1, {@code RegistrationResponseJSON})
	 * @param counts whether a challenge was given for this
	 */
	NewPasskey added(String answer, Predicate<byte[]> counts) {
		RegistrationData data = read(answer, this.manager::parseRegistrationResponseJSON);
		byte[] challenge = challenge(data.getCollectedClientData(), counts);
		try {
			this.manager.verify(data, new RegistrationParameters(server(challenge), algorithms(), VERIFIED, PRESENT));
		}
		catch (WebAuthnException ex) {
			throw new PasskeyRefused(ex, null);
		}
		AuthenticatorData<?> authenticator = data.getAttestationObject().getAuthenticatorData();
		AttestedCredentialData credential = authenticator.getAttestedCredentialData();
		return new NewPasskey(challenge, credential.getCredentialId(),
				this.converter.getCborMapper().writeValueAsBytes(credential.getCOSEKey()),
				credential.getAaguid().getValue(), authenticator.getSignCount(), authenticator.isFlagBE(),
				authenticator.isFlagBS(), transports(data));
	}

	/**
	 * Reads the answer to {@code navigator.credentials.get()}.
	 * @param answer the credential as JSON (§5.1, {@code AuthenticationResponseJSON})
	 * @param counts whether a challenge was given for this
	 * @param find the passkey with a credential id, of those that may answer
	 * @param named whether the answer must say whose it is, because nobody else did
	 */
	PasskeyAnswer proved(String answer, Predicate<byte[]> counts, Function<byte[], Optional<StoredPasskey>> find,
			boolean named) {
		AuthenticationData data = read(answer, this.manager::parseAuthenticationResponseJSON);
		byte[] challenge = challenge(data.getCollectedClientData(), counts);
		StoredPasskey passkey = Optional.ofNullable(data.getCredentialId())
			.flatMap(find)
			.orElseThrow(() -> new PasskeyRefused("No such passkey"));
		byte[] handle = data.getUserHandle();
		if ((handle != null) ? !Arrays.equals(handle, passkey.userHandle()) : named) {
			throw new PasskeyRefused("The user handle is not that of the account", passkey.accountId());
		}
		try {
			this.manager.verify(data, new AuthenticationParameters(server(challenge), record(passkey),
					List.of(passkey.credentialId()), VERIFIED, PRESENT));
		}
		catch (MaliciousCounterValueException ex) {
			this.events.publishEvent(new PasskeyCopied(passkey.accountId(), passkey.id()));
			throw new PasskeyRefused(ex, passkey.accountId());
		}
		catch (WebAuthnException ex) {
			throw new PasskeyRefused(ex, passkey.accountId());
		}
		return new PasskeyAnswer(passkey, challenge, data.getAuthenticatorData().getSignCount(),
				data.getAuthenticatorData().isFlagBS());
	}

	/**
	 * Reads what anybody may have sent. The library does not say by which exceptions it
	 * refuses what is no JSON, no CBOR, or not all there, so it is any.
	 */
	private static <T> T read(String answer, Function<String, T> reader) {
		if (answer.length() > MAX_LENGTH) {
			throw new PasskeyRefused("The answer is too long");
		}
		try {
			return reader.apply(answer);
		}
		catch (RuntimeException ex) {
			throw new PasskeyRefused("The answer is not readable");
		}
	}

	/**
	 * Looked at before anything else, so that an answer to nobody's question costs
	 * little.
	 */
	private static byte[] challenge(@Nullable CollectedClientData data, Predicate<byte[]> counts) {
		Challenge challenge = (data != null) ? data.getChallenge() : null;
		if (challenge == null || !counts.test(challenge.getValue())) {
			throw new PasskeyRefused("The challenge does not count");
		}
		return challenge.getValue();
	}

	private ServerProperty server(byte[] challenge) {
		return ServerProperty.builder()
			.origin(this.origin)
			.rpId(this.relyingParty)
			.challenge(new DefaultChallenge(challenge))
			.build();
	}

	private CredentialRecord record(StoredPasskey passkey) {
		AttestedCredentialData credential = new AttestedCredentialData(new AAGUID(passkey.model()),
				passkey.credentialId(), this.converter.getCborMapper().readValue(passkey.publicKey(), COSEKey.class));
		return new CredentialRecordImpl(new NoneAttestationStatement(), VERIFIED, passkey.backupEligible(), null,
				passkey.signCount(), credential, null, null, null, null);
	}

	private static List<PublicKeyCredentialParameters> algorithms() {
		return PasskeyQuestions.ALGORITHMS.stream()
			.map((algorithm) -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY,
					COSEAlgorithmIdentifier.create(algorithm)))
			.toList();
	}

	/** Only hints for the next question, so unknown ones are left out. */
	private static List<String> transports(RegistrationData data) {
		return (data.getTransports() == null) ? List.of()
				: data.getTransports()
					.stream()
					.map(AuthenticatorTransport::getValue)
					.filter(PasskeyQuestions.TRANSPORTS::contains)
					.sorted()
					.toList();
	}

}
