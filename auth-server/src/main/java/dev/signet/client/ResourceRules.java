package dev.signet.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.signet.client.ClientProperties.DeclaredResource;
import dev.signet.client.ClientProperties.DeclaredScope;

/**
 * What an API resource (RFC 8707 §2) and its scopes (RFC 6749 §3.3) must be like.
 */
final class ResourceRules {

	private static final Pattern IDENTIFIER = Pattern.compile("[!-~&&[^#*]]{1,2000}");

	private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,100}");

	private static final Pattern LINE = Pattern.compile("\\P{Cntrl}{1,100}");

	private static final Pattern DESCRIPTION = Pattern.compile("\\P{Cntrl}{0,500}");

	private ResourceRules() {
	}

	/** All that is wrong with the resource; empty when it may be registered. */
	static List<ClientProblem> check(DeclaredResource resource) {
		List<ClientProblem> problems = new ArrayList<>();
		URI identifier = resource.identifier();
		if (!identifier.isAbsolute() || identifier.getRawUserInfo() != null
				|| !IDENTIFIER.matcher(identifier.toString()).matches()) {
			problems.add(new ClientProblem("identifier",
					"An API is identified by an absolute URI without user name, fragment or wildcard.",
					identifier.toString(), "write it in full, as https://api.example"));
		}
		checkLine("name", resource.name(), problems);
		for (int i = 0; i < resource.scopes().size(); i++) {
			String prefix = "scopes[%d].".formatted(i);
			check(resource.scopes().get(i)).forEach((problem) -> problems.add(problem.in(prefix)));
		}
		return problems;
	}

	private static List<ClientProblem> check(DeclaredScope scope) {
		List<ClientProblem> problems = new ArrayList<>();
		if (!SCOPE.matcher(scope.name()).matches()) {
			problems
				.add(new ClientProblem("name", "A scope has 1 to 100 visible ASCII characters, no quote or backslash.",
						scope.name(), "choose a short name such as notes.read"));
		}
		if (Scopes.STANDARD.contains(scope.name())) {
			problems.add(new ClientProblem("name", "The standard scopes about people belong to no API.", scope.name(),
					"choose another name such as notes.read"));
		}
		checkLine("title", scope.title(), problems);
		if (!DESCRIPTION.matcher(scope.description()).matches()) {
			problems.add(new ClientProblem("description", "A description has at most 500 characters on one line.",
					scope.description(), "shorten it"));
		}
		return problems;
	}

	private static void checkLine(String field, String text, List<ClientProblem> problems) {
		if (!LINE.matcher(text).matches()) {
			problems.add(new ClientProblem(field, "This is one line of 1 to 100 characters.", text, "shorten it"));
		}
	}

}
