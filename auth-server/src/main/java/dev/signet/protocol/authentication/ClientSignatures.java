package dev.signet.protocol.authentication;

import java.security.Key;
import java.security.PublicKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.proc.JOSEProcessorConfiguration;
import com.nimbusds.jose.proc.SecurityContext;
import dev.signet.client.Client;
import dev.signet.client.ClientKeySets;
import dev.signet.key.EdDsaVerifier;

import org.springframework.stereotype.Component;

/**
 * Lets a processor of Nimbus check what a client signed: with its own public keys, by the
 * algorithms that are allowed to it, EdDSA among them, which Nimbus alone cannot.
 */
@Component
public final class ClientSignatures {

	private static final DefaultJWSVerifierFactory VERIFIERS = new WithEdDsa();

	private final ClientKeySets keys;

	ClientSignatures(ClientKeySets keys) {
		this.keys = keys;
	}

	/**
	 * Makes the processor accept signatures of this client. It may call the client's
	 * server for the keys, so no database connection may be held then.
	 * @param algorithms the names of those that are allowed
	 */
	public void accept(JOSEProcessorConfiguration<SecurityContext> processor, Client client,
			Collection<String> algorithms) {
		List<String> allowed = List.copyOf(algorithms);
		processor.setJWSKeySelector((header, context) -> allowed.contains(header.getAlgorithm().getName())
				? keys(client, header) : List.of());
		processor.setJWSVerifierFactory(VERIFIERS);
	}

	private List<? extends Key> keys(Client client, JWSHeader header) {
		JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
		if (matcher == null) {
			return List.of();
		}
		List<JWK> found = this.keys.select(client, new JWKSelector(matcher));
		if (header.getAlgorithm().equals(JWSAlgorithm.EdDSA)) {
			return found.stream().map(EdDsaVerifier::publicKey).flatMap(Optional::stream).toList();
		}
		return KeyConverter.toJavaKeys(found).stream().filter(PublicKey.class::isInstance).toList();
	}

	private static final class WithEdDsa extends DefaultJWSVerifierFactory {

		@Override
		public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
			return (header.getAlgorithm().equals(JWSAlgorithm.EdDSA) && key instanceof PublicKey publicKey)
					? new EdDsaVerifier(publicKey) : super.createJWSVerifier(header, key);
		}

	}

}
