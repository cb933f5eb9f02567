package dev.signet.federation.mapping;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimPathTests {

	private static final Map<String, Object> CLAIMS = Map.of("groups", List.of("a", "b"), "realm_access",
			Map.of("roles", List.of("admin"), "deep.er", Map.of("still", true)), "https://app.example/roles", "editor",
			"https://app.example/nested", Map.of("role", "writer"));

	@Test
	void findWhenPlainThenThatClaim() {
		assertThat(ClaimPath.find(CLAIMS, "groups")).contains(List.of("a", "b"));
	}

	@Test
	void findWhenInsideAnotherThenByTheNamesOnTheWay() {
		assertThat(ClaimPath.find(CLAIMS, "realm_access.roles")).contains(List.of("admin"));
	}

	@Test
	void findWhenNamesHaveDotsThenStillFound() {
		assertThat(ClaimPath.find(CLAIMS, "https://app.example/roles")).contains("editor");
		assertThat(ClaimPath.find(CLAIMS, "https://app.example/nested.role")).contains("writer");
		assertThat(ClaimPath.find(CLAIMS, "realm_access.deep.er.still")).contains(true);
	}

	@Test
	void findWhenNotThereThenNothing() {
		for (String path : List.of("nobody", "groups.a", "realm_access.", ".roles", ".", "", "realm_access.roles.0",
				"a".repeat(200) + ".".repeat(200))) {
			assertThat(ClaimPath.find(CLAIMS, path)).as(path).isEmpty();
		}
	}

}
