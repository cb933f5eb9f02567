package dev.signet.federation.look;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.CurveBasedJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import org.jspecify.annotations.Nullable;

/**
 * A provider's set of keys (RFC 7517 §5), sorted by what they are good for. Keys that are
 * for something else, or of a kind that is not known here, are in none of the lists.
 *
 * @param usable those with which signatures can be verified
 * @param weak the names of those with which they could, if they were longer
 * @param secret the names of those that only the provider may know
 */
record PublishedKeys(List<JWK> usable, List<String> weak, List<String> secret) {

	private static final int RSA_BITS = 2048;

	private static final int NAMED = 5;

	/**
	 * Reads a set. A key that is not understood is passed over.
	 * @param algorithms with what the provider may sign (RFC 7518 §3.1)
	 * @return empty when it is no set of keys
	 */
	static Optional<PublishedKeys> parse(Map<String, Object> set, Collection<String> algorithms) {
		if (!(set.get("keys") instanceof List<?> members)) {
			return Optional.empty();
		}
		PublishedKeys keys = new PublishedKeys(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		members.forEach((member) -> keys.sort(member, algorithms));
		return Optional.of(keys);
	}

	private void sort(@Nullable Object member, Collection<String> algorithms) {
		JWK key = parse(member);
		if (key == null) {
			return;
		}
		if (key.isPrivate()) {
			this.secret.add(name(key));
		}
		else if (isForSignatures(key)) {
			if (key.getKeyType().equals(KeyType.RSA) && key.size() < RSA_BITS) {
				this.weak.add(name(key));
			}
			else if (algorithms.stream().anyMatch((algorithm) -> fits(key, JWSAlgorithm.parse(algorithm)))) {
				this.usable.add(key);
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static @Nullable JWK parse(@Nullable Object member) {
		try {
			return (member instanceof Map<?, ?> map) ? JWK.parse((Map<String, Object>) map) : null;
		}
		catch (ParseException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static boolean isForSignatures(JWK key) {
		return (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
				&& (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
	}

	private static boolean fits(JWK key, JWSAlgorithm algorithm) {
		if (key.getAlgorithm() != null && !key.getAlgorithm().getName().equals(algorithm.getName())) {
			return false;
		}
		if (JWSAlgorithm.Family.RSA.contains(algorithm)) {
			return key.getKeyType().equals(KeyType.RSA);
		}
		Set<Curve> curves = Curve.forJWSAlgorithm(algorithm);
		return curves != null && key instanceof CurveBasedJWK curved && curves.contains(curved.getCurve());
	}

	/** Whether each usable key has an identifier of its own, or there is but one. */
	boolean areToldApart() {
		Set<String> ids = this.usable.stream()
			.map(JWK::getKeyID)
			.filter((id) -> id != null && !id.isBlank())
			.collect(Collectors.toSet());
		return this.usable.size() < 2 || ids.size() == this.usable.size();
	}

	/** The usable keys, each by what identifies it wherever it stands (RFC 7638). */
	Set<String> thumbprints() {
		return this.usable.stream().map(PublishedKeys::thumbprint).collect(Collectors.toUnmodifiableSet());
	}

	/** The usable keys, for a sentence. */
	String usableNames() {
		return names(this.usable.stream().map(PublishedKeys::name).toList());
	}

	/** The weak keys, for a sentence. */
	String weakNames() {
		return names(this.weak);
	}

	/** The keys that should not be here, for a sentence. */
	String secretNames() {
		return names(this.secret);
	}

	private static String thumbprint(JWK key) {
		try {
			return key.computeThumbprint().toString();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("SHA-256 is always there", ex);
		}
	}

	private static String name(JWK key) {
		String type = key.getKeyType().getValue() + " "
				+ ((key instanceof CurveBasedJWK curved) ? curved.getCurve().getName() : String.valueOf(key.size()));
		return (key.getKeyID() != null) ? ForeignText.of(key.getKeyID()) + " (" + type + ")" : type;
	}

	private static String names(List<String> names) {
		String some = names.stream().limit(NAMED).collect(Collectors.joining(", "));
		return (names.size() > NAMED) ? some + " …" : some;
	}

}
