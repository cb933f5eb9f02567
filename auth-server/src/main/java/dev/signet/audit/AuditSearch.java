package dev.signet.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the trail. The kind and the names of details are written into the
 * statement, because the indexes of the trail are each for one kind, and PostgreSQL finds
 * such an index only by what the statement says itself. They are names in the code.
 *
 * @param type what happened
 * @param details what the entry must say besides
 * @param from only what happened then or later, or null
 * @param until only what happened before, or null
 * @param requestId the reference of the request, or null for any
 */
public record AuditSearch(String type, Map<String, String> details, @Nullable Instant from, @Nullable Instant until,
		@Nullable String requestId) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z.-]{1,64}");

	public AuditSearch {
		details = Map.copyOf(details);
		if (!NAME.matcher(type).matches()
				|| !details.keySet().stream().allMatch((name) -> NAME.matcher(name).matches())) {
			throw new IllegalArgumentException("Not a name in the trail");
		}
	}

	/** All of one kind. */
	public static AuditSearch of(String type) {
		return new AuditSearch(type, Map.of(), null, null, null);
	}

	/** The same, with a detail that an entry must have. */
	public AuditSearch with(String detail, String value) {
		Map<String, String> more = new HashMap<>(this.details);
		more.put(detail, value);
		return new AuditSearch(this.type, more, this.from, this.until, this.requestId);
	}

	/** The same, in a span of time. */
	public AuditSearch between(@Nullable Instant from, @Nullable Instant until) {
		return new AuditSearch(this.type, this.details, from, until, this.requestId);
	}

	/** The same, in one request. */
	public AuditSearch inRequest(String requestId) {
		return new AuditSearch(this.type, this.details, this.from, this.until, requestId);
	}

	String condition() {
		StringBuilder condition = new StringBuilder("type = '" + this.type + "'");
		new TreeMap<>(this.details).keySet()
			.forEach((name) -> condition.append(" and details ->> '" + name + "' = :" + parameter(name)));
		return condition.append((this.from == null) ? "" : " and at >= :from")
			.append((this.until == null) ? "" : " and at < :until")
			.append((this.requestId == null) ? "" : " and request_id = :request")
			.toString();
	}

	Map<String, @Nullable Object> parameters() {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		this.details.forEach((name, value) -> parameters.put(parameter(name), value));
		parameters.put("from", (this.from == null) ? null : this.from.atOffset(ZoneOffset.UTC));
		parameters.put("until", (this.until == null) ? null : this.until.atOffset(ZoneOffset.UTC));
		parameters.put("request", this.requestId);
		return parameters;
	}

	private static String parameter(String detail) {
		return "detail" + detail.replaceAll("[^A-Za-z]", "");
	}

}
