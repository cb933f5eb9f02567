package dev.signet.admin.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.json.JsonMapper;

/**
 * A claim as it came, for the eyes of an administrator: foreign text.
 *
 * @param name the name
 * @param value the value; what is more than a text is JSON
 */
record ClaimRow(String name, String value) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** By name. */
	static List<ClaimRow> of(Map<String, Object> claims) {
		return new TreeMap<>(claims).entrySet()
			.stream()
			.map((claim) -> new ClaimRow(claim.getKey(), text(claim.getValue())))
			.toList();
	}

	private static String text(Object value) {
		return (value instanceof String text) ? text : JSON.writeValueAsString(value);
	}

}
