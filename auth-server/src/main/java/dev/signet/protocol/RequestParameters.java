package dev.signet.protocol;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of an authorization request. One that came twice has no value, so that
 * nothing is decided by it before it is refused (RFC 6749 §3.1).
 *
 * @param all the parameters as they came
 */
record RequestParameters(Map<String, String[]> all) {

	/** Whether a parameter came, whatever its value. */
	boolean has(String name) {
		return this.all.containsKey(name);
	}

	/** The value of a parameter that came once and is not empty, else null. */
	@Nullable String only(String name) {
		String[] values = this.all.get(name);
		return (values != null && values.length == 1 && !values[0].isEmpty()) ? values[0] : null;
	}

	/** The words of a parameter that came once, separated by blanks. */
	Set<String> words(String name) {
		String value = only(name);
		return (value == null) ? Set.of() : new LinkedHashSet<>(Arrays.asList(value.split(" ", -1)));
	}

	/** All values of a parameter that may come more than once. */
	List<String> values(String name) {
		return List.of(this.all.getOrDefault(name, new String[0]));
	}

}
