package dev.signet.federation.provider;

import java.util.List;
import java.util.function.Function;

import dev.signet.federation.settings.ClaimMapping;
import dev.signet.federation.settings.ClaimMapping.Kind;
import dev.signet.federation.settings.ClaimMapping.ProfileRule;
import dev.signet.federation.settings.ClaimMapping.RoleRule;
import dev.signet.federation.settings.ClaimMapping.When;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A mapping as it stands in its column, member by member. */
final class ClaimMappingColumn {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String PROFILE = "profile";

	private static final String ROLES = "roles";

	private static final String WHEN = "when";

	private static final String CLAIM = "claim";

	private static final String FIELD = "field";

	private static final String VALUE = "value";

	private static final String KIND = "kind";

	private static final String NAME = "name";

	private ClaimMappingColumn() {
	}

	static String write(ClaimMapping mapping) {
		ObjectNode column = JSON.createObjectNode();
		ArrayNode profile = column.putArray(PROFILE);
		for (ProfileRule rule : mapping.profile()) {
			profile.addObject().put(CLAIM, rule.claim()).put(FIELD, rule.field());
		}
		ArrayNode roles = column.putArray(ROLES);
		for (RoleRule rule : mapping.roles()) {
			roles.addObject()
				.put(CLAIM, rule.claim())
				.put(VALUE, rule.value())
				.put(KIND, rule.kind().name())
				.put(NAME, rule.name());
		}
		column.put(WHEN, mapping.when().name());
		return JSON.writeValueAsString(column);
	}

	static ClaimMapping read(String column) {
		JsonNode mapping = JSON.readTree(column);
		return new ClaimMapping(
				rules(mapping.path(
						PROFILE), (rule) -> new ProfileRule(text(rule, CLAIM), text(rule, FIELD))),
				rules(mapping.path(ROLES), (rule) -> new RoleRule(text(rule, CLAIM), text(rule, VALUE),
						Kind.valueOf(text(rule, KIND)), text(rule, NAME))),
				When.valueOf(text(mapping, WHEN)));
	}

	private static <T> List<T> rules(JsonNode rules, Function<JsonNode, T> reader) {
		return rules.values().stream().map(reader).toList();
	}

	private static String text(JsonNode node, String member) {
		return node.path(member).stringValue();
	}

}
