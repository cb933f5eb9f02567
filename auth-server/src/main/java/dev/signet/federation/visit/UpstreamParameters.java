package dev.signet.federation.visit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.signet.federation.call.FailureReason;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.exchange.UpstreamMetadata;
import dev.signet.federation.provider.Provider;

/**
 * The parameters of an answer (RFC 6749 §4.1.2), and what they must be. One that comes
 * more than once counts as an attempt to let two readers see different things.
 */
final class UpstreamParameters {

	private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{43}");

	/** How people say no: as the standard has it, and as LinkedIn and Apple have it. */
	private static final Set<String> CANCELLED = Set.of("access_denied", "user_cancelled_login",
			"user_cancelled_authorize");

	private static final Set<String> DOWN = Set.of("temporarily_unavailable", "server_error");

	private static final int LONGEST_CODE = 4_096;

	private static final int LONGEST = 16 * 1024;

	private static final int MOST = 50;

	private final Map<String, String> values;

	private UpstreamParameters(Map<String, String> values) {
		this.values = values;
	}

	/** Reads what came with a request. */
	static UpstreamParameters of(Map<String, String[]> parameters) throws UpstreamTrouble {
		Map<String, String> values = new LinkedHashMap<>();
		int length = 0;
		for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
			if (parameter.getValue().length != 1) {
				throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, "The answer has a parameter more than once.");
			}
			values.put(parameter.getKey(), parameter.getValue()[0]);
			length += parameter.getKey().length() + parameter.getValue()[0].length();
		}
		if (length > LONGEST || values.size() > MOST) {
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, "The answer is too long.");
		}
		return new UpstreamParameters(values);
	}

	/** Reads what {@link #bytes} wrote. */
	static UpstreamParameters of(byte[] bytes) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String pair : new String(bytes, StandardCharsets.US_ASCII).split("&")) {
			int equals = pair.indexOf('=');
			values.put(URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
					URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
		}
		return new UpstreamParameters(values);
	}

	/** To be kept; there is at least one parameter. */
	byte[] bytes() {
		StringBuilder text = new StringBuilder();
		this.values.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
			.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
			.append('=')
			.append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
		return text.toString().getBytes(StandardCharsets.US_ASCII);
	}

	/** All of them. */
	Map<String, String> all() {
		return this.values;
	}

	/** The state, which must be one of ours; of nothing else is it looked for a visit. */
	static Optional<String> state(Map<String, String[]> parameters) {
		String[] values = parameters.get("state");
		return (values != null && values.length == 1) ? Optional.of(values[0]).filter(STATE.asMatchPredicate())
				: Optional.empty();
	}

	/** The code. */
	String code() throws UpstreamTrouble {
		return get("code").filter((code) -> code.length() <= LONGEST_CODE)
			.orElseThrow(() -> UpstreamTrouble.of(FailureReason.NOTHING_USABLE, "The answer has no code."));
	}

	/** RFC 6749 §4.1.2.1. */
	void refuseError(Provider provider) throws UpstreamTrouble {
		Optional<String> error = get("error");
		if (error.isEmpty()) {
			return;
		}
		String shown = UpstreamTrouble.cited(error.get());
		String detail = provider.name() + " answered " + shown + ". "
				+ UpstreamTrouble.cited(this.values.get("error_description"));
		if (CANCELLED.contains(error.get())) {
			throw UpstreamTrouble.of(FailureReason.CANCELLED, detail);
		}
		if (DOWN.contains(error.get())) {
			throw UpstreamTrouble.of(FailureReason.PROVIDER_DOWN, detail);
		}
		throw UpstreamTrouble.error(shown, detail);
	}

	/**
	 * RFC 9207 §2.4: an answer that names another issuer is one of another provider.
	 * OAuth 2.0 has no issuer; there each provider's own redirect URI tells them apart.
	 */
	void checkIssuer(Provider provider, UpstreamMetadata metadata) throws UpstreamTrouble {
		Optional<String> named = get("iss");
		if (!provider.preset().openIdConnect()) {
			return;
		}
		if (named.isEmpty() && metadata.issuerInAnswers()) {
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, "The answer does not name its issuer.");
		}
		if (named.isPresent() && !provider.preset().quirks().answersAs(metadata.issuer(), named.get())) {
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, "The answer names another issuer.");
		}
	}

	private Optional<String> get(String name) {
		return Optional.ofNullable(this.values.get(name)).filter((value) -> !value.isEmpty());
	}

}
