package dev.signet.federation.look;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.federation.settings.ProviderEndpoints;
import org.jspecify.annotations.Nullable;

/**
 * What a provider tells about itself (OpenID Connect Discovery 1.0 §3), not yet believed,
 * together with what administrators typed instead.
 *
 * @param members all that it tells, empty when there is nothing to read
 * @param typed the endpoints that administrators typed; they take precedence
 */
record PublishedDocument(Map<String, Object> members, ProviderEndpoints typed) {

	private static final String AUTHORIZATION = "authorization_endpoint";

	private static final String TOKEN = "token_endpoint";

	private static final String JWKS = "jwks_uri";

	/** A member that is a text. */
	Optional<String> text(String member) {
		return (this.members.get(member) instanceof String text) ? Optional.of(text) : Optional.empty();
	}

	/** A member that is a list of texts; empty when it is not told. */
	Optional<List<String>> list(String member) {
		return (this.members.get(member) instanceof List<?> list)
				? Optional.of(list.stream().filter(String.class::isInstance).map(String.class::cast).toList())
				: Optional.empty();
	}

	/** What must be told and is not, unless somebody typed it. */
	List<String> missing() {
		List<String> missing = new ArrayList<>();
		if (text("issuer").isEmpty()) {
			missing.add("issuer");
		}
		Map<String, String> endpoints = endpoints();
		List.of(AUTHORIZATION, TOKEN, JWKS)
			.stream()
			.filter((member) -> !endpoints.containsKey(member))
			.forEach(missing::add);
		return missing;
	}

	/** Where browsers and this server are sent, by the names of the members. */
	Map<String, String> endpoints() {
		Map<String, String> endpoints = new LinkedHashMap<>();
		add(endpoints, AUTHORIZATION, this.typed.authorization());
		add(endpoints, TOKEN, this.typed.token());
		add(endpoints, "userinfo_endpoint", this.typed.userinfo());
		add(endpoints, JWKS, this.typed.jwks());
		add(endpoints, "end_session_endpoint", this.typed.endSession());
		return endpoints;
	}

	/** Where the keys are; only to be asked for when nothing is missing or unusable. */
	URI jwks() {
		return URI.create(endpoints().getOrDefault(JWKS, ""));
	}

	private void add(Map<String, String> endpoints, String member, @Nullable URI address) {
		Optional<String> text = (address != null) ? Optional.of(address.toString()) : text(member);
		text.ifPresent((found) -> endpoints.put(member, found));
	}

}
