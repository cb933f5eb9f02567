package dev.signet.protocol.request;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an authorization request. One that came without a value counts as
 * left out, one that came twice has no value, so that nothing is decided by it before it
 * is refused (RFC 6749 §3.1).
 *
 * @param all the parameters that count, as they came, or as they were taken out of a
 * request object
 */
public record RequestParameters(Map<String, String[]> all) {

	private static final String COUNTING = RequestParameters.class.getName();

	/** To take them as left out could mean less proof, so they are refused. */
	private static final Set<String> COUNT_WITHOUT_VALUE = Set.of("code_challenge", "redirect_uri");

	/** Leaves out what came without a value. */
	public RequestParameters {
		Map<String, String[]> counting = new LinkedHashMap<>();
		all.forEach((name, values) -> {
			String[] with = with(name, values);
			if (with.length > 0) {
				counting.put(name, with);
			}
		});
		all = counting;
	}

	/**
	 * The parameters that count for a request: those that {@link #countFor} named, else
	 * those that came.
	 */
	public static RequestParameters of(HttpServletRequest request) {
		return (request.getAttribute(COUNTING) instanceof RequestParameters counting) ? counting
				: new RequestParameters(request.getParameterMap());
	}

	/** From here on these stand for the parameters that came with the request. */
	public void countFor(HttpServletRequest request) {
		request.setAttribute(COUNTING, this);
	}

	/** Whether a parameter came with a value. */
	public boolean has(String name) {
		return this.all.containsKey(name);
	}

	/** The value of a parameter that came once and is not empty, else null. */
	public @Nullable String only(String name) {
		String[] values = this.all.get(name);
		return (values != null && values.length == 1 && !values[0].isEmpty()) ? values[0] : null;
	}

	/** The words of a parameter that came once, separated by blanks. */
	public Set<String> words(String name) {
		String value = only(name);
		return (value == null) ? Set.of() : new LinkedHashSet<>(Arrays.asList(value.split(" ", -1)));
	}

	/** All values of a parameter that may come more than once. */
	public List<String> values(String name) {
		return List.of(this.all.getOrDefault(name, new String[0]));
	}

	/** Of one that came twice none is left out: it is refused for that. */
	private static String[] with(String name, String[] values) {
		boolean several = values.length > 1 && !name.equals(ParameterRules.RESOURCE);
		return (several || COUNT_WITHOUT_VALUE.contains(name)) ? values
				: Arrays.stream(values).filter((value) -> !value.isEmpty()).toArray(String[]::new);
	}

	/** These but for one. */
	RequestParameters without(String name) {
		Map<String, String[]> others = new LinkedHashMap<>(this.all);
		others.remove(name);
		return new RequestParameters(others);
	}

	/** These, and those of the others that are missing here. */
	RequestParameters filledFrom(RequestParameters others) {
		Map<String, String[]> filled = new LinkedHashMap<>(this.all);
		others.all.forEach(filled::putIfAbsent);
		return new RequestParameters(filled);
	}

}
