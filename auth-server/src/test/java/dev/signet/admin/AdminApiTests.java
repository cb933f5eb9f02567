package dev.signet.admin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.flow.Actors;
import dev.signet.flow.Browser;
import dev.signet.flow.Page;
import dev.signet.signin.recent.RecentSignIn;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for the whole of the API for administrators: a session left open is enough
 * to look, and not to change anything.
 */
@SignetTest
class AdminApiTests {

	/** Posted, so that what is looked for is not in an address. */
	private static final Set<String> LOOKS = Set.of("/admin/api/throttles/search");

	@Autowired
	private Actors actors;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mapping;

	@Autowired
	private MutableClock clock;

	@Test
	void changeThenWantsARecentSignIn() {
		List<String> changes = this.mapping.getHandlerMethods()
			.keySet()
			.stream()
			.filter(AdminApiTests::changes)
			.map(RequestMappingInfo::toString)
			.toList();
		assertThat(changes).hasSizeGreaterThan(5);
		List<String> open = this.mapping.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((each) -> changes(each.getKey()) && !each.getValue().hasMethodAnnotation(RecentSignIn.class))
			.map((each) -> each.getKey().toString())
			.toList();
		assertThat(open).isEmpty();
	}

	@Test
	void changeWhenTheSignInIsOldThenAProgramIsToldWhatToDo() {
		Browser admin = this.actors.signedIn(this.actors.person("USER", "ADMIN"));
		this.clock.advance(Duration.ofMinutes(16));
		String nobody = "/admin/api/throttles/" + UUID.randomUUID();
		Page refused = admin.fetch("DELETE", nobody, headers(admin));
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.header("Content-Type").orElseThrow()).startsWith("application/json");
		JsonNode told = JsonMapper.shared().readTree(refused.response().body());
		assertThat(told.path("error").asString()).isEqualTo("recent_sign_in_required");
		assertThat(told.path("message").asString()).contains("15 minutes", this.actors.server() + "/signin?again=yes");
		assertThat(admin.fetch("GET", "/admin/api/invitations", headers(admin)).status()).as("to look").isEqualTo(200);
		admin.submit(admin.open("/signin?again=yes"), Map.of("password", Actors.PASSWORD));
		assertThat(admin.fetch("DELETE", nobody, headers(admin)).status()).as("done, and nobody there").isEqualTo(404);
	}

	private static Map<String, String> headers(Browser admin) {
		String token = admin.csrf();
		return Map.of("X-CSRF-TOKEN", token, "Accept", "application/json");
	}

	private static boolean changes(RequestMappingInfo info) {
		boolean api = info.getPatternValues().stream().anyMatch((path) -> path.startsWith("/admin/api"));
		return api && !Set.of(RequestMethod.GET).equals(info.getMethodsCondition().getMethods())
				&& !LOOKS.containsAll(info.getPatternValues());
	}

}
