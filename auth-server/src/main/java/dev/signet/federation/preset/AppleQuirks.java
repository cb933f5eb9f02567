package dev.signet.federation.preset;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.signet.federation.settings.ProviderSettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Apple answers by a form when it is asked for more than who it is, and tells the name
 * once, the first time, in a field of that form that nobody signs. So a name may come
 * from there; an address may not. Many addresses are relays of Apple's, which work for
 * this server alone.
 */
final class AppleQuirks extends Quirks {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int LONGEST_NAME = 200;

	@Override
	public Map<String, String> parameters(ProviderSettings settings) {
		return Map.of("response_mode", "form_post");
	}

	@Override
	public Map<String, Object> completed(Map<String, Object> claims, @Nullable Object addresses,
			Map<String, String> parameters) {
		Map<String, Object> completed = new LinkedHashMap<>(claims);
		JsonNode name = name(parameters.get("user"));
		add(completed, "given_name", name.path("firstName"));
		add(completed, "family_name", name.path("lastName"));
		return completed;
	}

	private static void add(Map<String, Object> claims, String claim, JsonNode value) {
		if (value.isString() && !value.stringValue().isBlank() && value.stringValue().length() <= LONGEST_NAME) {
			claims.putIfAbsent(claim, value.stringValue());
		}
	}

	private static JsonNode name(@Nullable String user) {
		if (user == null) {
			return JSON.nullNode();
		}
		try {
			return JSON.readTree(user).path("name");
		}
		catch (JacksonException ex) {
			// The name is lost; who it is, is not
			return JSON.nullNode();
		}
	}

}
