package dev.signet.demo.upstream;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * GitHub, as seen by this server: OAuth 2.0. Its token endpoint answers as a form unless
 * JSON is asked for, with status 200 also to say no. A person is a number; their address
 * is mostly private, and then only a second call tells it.
 */
@RestController
@Profile("demo")
@RequestMapping(Addresses.ROOT + "/github")
class GitHubController {

	private static final String DOCUMENTATION = "https://docs.github.com/rest";

	private final Redemption redemption;

	private final Visits visits;

	private final Portraits portraits;

	private final JsonMapper json;

	GitHubController(Redemption redemption, Visits visits, Portraits portraits, JsonMapper json) {
		this.redemption = redemption;
		this.visits = visits;
		this.portraits = portraits;
		this.json = json;
	}

	@PostMapping("/login/oauth/access_token")
	ResponseEntity<String> token(HttpServletRequest request) {
		Map<String, String> answer = new LinkedHashMap<>();
		try {
			Visit visit = this.redemption.redeem(StandIn.GITHUB, request);
			answer.put("access_token", this.visits.accessToken(visit));
			answer.put("scope", String.join(",", visit.request().scopes()));
			answer.put("token_type", "bearer");
		}
		catch (TokenRefused ex) {
			answer.putAll(refusal(ex));
		}
		return wantsJson(request)
				? ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(this.json.writeValueAsString(answer))
				: ResponseEntity.ok().contentType(MediaType.APPLICATION_FORM_URLENCODED).body(form(answer));
	}

	@GetMapping("/user")
	ResponseEntity<Object> user(HttpServletRequest request) throws ApiRefused {
		Visit visit = visit(request);
		Portrait portrait = this.portraits.of(visit);
		String login = Subjects.login(portrait.person());
		Map<String, @Nullable Object> user = new LinkedHashMap<>();
		user.put("login", login);
		user.put("id", Long.valueOf(portrait.subject()));
		user.put("node_id", "U_demo" + portrait.subject());
		user.put("avatar_url", "https://avatars.githubusercontent.com/u/" + portrait.subject() + "?v=4");
		user.put("html_url", "https://github.com/" + login);
		user.put("type", "User");
		user.put("site_admin", false);
		user.put("name", portrait.person().name());
		user.put("company", null);
		user.put("blog", "");
		user.put("location", null);
		user.put("email", isPublic(portrait) ? portrait.address() : null);
		user.put("bio", null);
		user.put("public_repos", 8);
		user.put("created_at", "2011-01-25T18:44:36Z");
		user.put("updated_at", "2026-01-25T18:44:36Z");
		return ResponseEntity.ok(user);
	}

	/**
	 * All addresses: the one that counts, one that they never confirmed, and one that
	 * leads nowhere, which GitHub gives to everybody.
	 */
	@GetMapping("/user/emails")
	ResponseEntity<Object> emails(HttpServletRequest request) throws ApiRefused {
		Visit visit = visit(request);
		if (!visit.allows("user:email") && !visit.allows("user")) {
			throw new ApiRefused(HttpStatus.NOT_FOUND, "Not Found");
		}
		Portrait portrait = this.portraits.of(visit);
		List<Map<String, @Nullable Object>> addresses = new ArrayList<>();
		String address = portrait.address();
		if (address != null) {
			addresses.add(email("old." + address, false, false, null));
			addresses.add(email(address, true, portrait.verified(), isPublic(portrait) ? "public" : "private"));
			addresses
				.add(email(portrait.subject() + "+" + Subjects.login(portrait.person()) + "@users.noreply.github.com",
						false, true, null));
		}
		return ResponseEntity.ok(addresses);
	}

	@ExceptionHandler
	ResponseEntity<Map<String, String>> refuse(ApiRefused refused) {
		return ResponseEntity.status(refused.status)
			.body(Map.of("message", String.valueOf(refused.getMessage()), "documentation_url", DOCUMENTATION, "status",
					Integer.toString(refused.status.value())));
	}

	private Visit visit(HttpServletRequest request) throws ApiRefused {
		if (request.getHeader(HttpHeaders.USER_AGENT) == null) {
			throw new ApiRefused(HttpStatus.FORBIDDEN, "Request forbidden by administrative rules. "
					+ "Please make sure your request has a User-Agent header.");
		}
		Optional<Visit> visit = this.visits.bearer(StandIn.GITHUB, request);
		return visit.orElseThrow(() -> new ApiRefused(HttpStatus.UNAUTHORIZED, "Bad credentials"));
	}

	/** Firms like to be found. */
	private static boolean isPublic(Portrait portrait) {
		return portrait.person().domain() != null;
	}

	private static Map<String, @Nullable Object> email(String address, boolean primary, boolean verified,
			@Nullable String visibility) {
		Map<String, @Nullable Object> email = new LinkedHashMap<>();
		email.put("email", address);
		email.put("primary", primary);
		email.put("verified", verified);
		email.put("visibility", visibility);
		return email;
	}

	private static Map<String, String> refusal(TokenRefused refused) {
		return switch (refused.reason()) {
			case CLIENT ->
				refusal("incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect.");
			case REDIRECT_URI -> refusal("redirect_uri_mismatch",
					"The redirect_uri MUST match the registered callback URL for this application.");
			case CODE, VERIFIER, GRANT_TYPE ->
				refusal("bad_verification_code", "The code passed is incorrect or expired.");
		};
	}

	private static Map<String, String> refusal(String code, String description) {
		Map<String, String> refusal = new LinkedHashMap<>();
		refusal.put("error", code);
		refusal.put("error_description", description);
		refusal.put("error_uri", "https://docs.github.com/apps/managing-oauth-apps/"
				+ "troubleshooting-oauth-app-access-token-request-errors/#" + code.replace('_', '-'));
		return refusal;
	}

	private static boolean wantsJson(HttpServletRequest request) {
		String accept = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
		return accept.toLowerCase(Locale.ROOT).contains("application/json");
	}

	private static String form(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	/** The API says no. */
	private static final class ApiRefused extends Exception {

		private final HttpStatus status;

		ApiRefused(HttpStatus status, String message) {
			super(message);
			this.status = status;
		}

	}

}
