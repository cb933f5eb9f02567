package dev.signet.passkey;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.signet.web.PublicAddress;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * What browsers are asked, as the JSON that a page hands to its script (Web
 * Authentication Level 3 §5.4 and §5.5). Every passkey can begin a sign-in: it is found
 * without a name, and verifies the person.
 */
@Component
class PasskeyQuestions {

	/** ES256 and Ed25519, and RS256 for Windows (RFC 9053, RFC 8812 §2). */
	static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

	static final Set<String> TRANSPORTS = Set.of("ble", "hybrid", "internal", "nfc", "smart-card", "usb");

	/** What authenticators that show more than one account call this server. */
	private static final String NAME = "Signet";

	private static final String REQUIRED = "required";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final String relyingParty;

	PasskeyQuestions(PublicAddress address) {
		this.relyingParty = address.host();
	}

	/**
	 * For {@code navigator.credentials.create()}.
	 * @param known passkeys that the account has; an authenticator with one of them makes
	 * no second
	 */
	String add(byte[] challenge, byte[] userHandle, String username, String displayName, List<StoredPasskey> known) {
		Map<String, Object> options = new LinkedHashMap<>();
		options.put("challenge", text(challenge));
		options.put("rp", Map.of("id", this.relyingParty, "name", NAME));
		options.put("user", Map.of("id", text(userHandle), "name", username, "displayName", displayName));
		options.put("pubKeyCredParams",
				ALGORITHMS.stream().map((algorithm) -> Map.of("type", "public-key", "alg", algorithm)).toList());
		options.put("timeout", PasskeyChallenges.LIFETIME.toMillis());
		options.put("excludeCredentials", descriptors(known));
		options.put("authenticatorSelection",
				Map.of("residentKey", REQUIRED, "requireResidentKey", true, "userVerification", REQUIRED));
		options.put("attestation", "none");
		return JSON.writeValueAsString(options);
	}

	/**
	 * For {@code navigator.credentials.get()}.
	 * @param allowed the passkeys that may answer; any when there is none
	 */
	String prove(byte[] challenge, List<StoredPasskey> allowed) {
		Map<String, Object> options = new LinkedHashMap<>();
		options.put("challenge", text(challenge));
		options.put("rpId", this.relyingParty);
		options.put("timeout", PasskeyChallenges.LIFETIME.toMillis());
		options.put("userVerification", REQUIRED);
		options.put("allowCredentials", descriptors(allowed));
		return JSON.writeValueAsString(options);
	}

	private static List<Map<String, Object>> descriptors(List<StoredPasskey> passkeys) {
		return passkeys.stream()
			.map((passkey) -> Map.<String, Object>of("type", "public-key", "id", text(passkey.credentialId()),
					"transports", passkey.transports()))
			.toList();
	}

	private static String text(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
