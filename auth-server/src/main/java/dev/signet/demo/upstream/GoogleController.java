package dev.signet.demo.upstream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.signet.demo.upstream.TokenRefused.Reason;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Google, as seen by this server: OpenID Connect by the book. {@code hd} names the
 * organisation of an account that is not personal.
 */
@RestController
@Profile("demo")
@RequestMapping(Addresses.ROOT + "/google")
class GoogleController {

	private final Addresses addresses;

	private final Redemption redemption;

	private final Visits visits;

	private final Portraits portraits;

	private final StandInIdTokens idTokens;

	private final StandInKeys keys;

	GoogleController(Addresses addresses, Redemption redemption, Visits visits, Portraits portraits,
			StandInIdTokens idTokens, StandInKeys keys) {
		this.addresses = addresses;
		this.redemption = redemption;
		this.visits = visits;
		this.portraits = portraits;
		this.idTokens = idTokens;
		this.keys = keys;
	}

	@GetMapping("/.well-known/openid-configuration")
	Map<String, Object> discovery() {
		String base = this.addresses.base(StandIn.GOOGLE);
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("issuer", base);
		document.put("authorization_endpoint", base + "/o/oauth2/v2/auth");
		document.put("token_endpoint", base + "/token");
		document.put("userinfo_endpoint", base + "/v1/userinfo");
		document.put("jwks_uri", base + "/oauth2/v3/certs");
		document.put("response_types_supported", List.of("code"));
		document.put("subject_types_supported", List.of("public"));
		document.put("id_token_signing_alg_values_supported", List.of("RS256"));
		document.put("scopes_supported", List.of("openid", "email", "profile"));
		document.put("token_endpoint_auth_methods_supported", List.of("client_secret_post", "client_secret_basic"));
		document.put("claims_supported", List.of("aud", "email", "email_verified", "exp", "family_name", "given_name",
				"iat", "iss", "name", "picture", "sub"));
		document.put("code_challenge_methods_supported", List.of("plain", "S256"));
		document.put("grant_types_supported", List.of("authorization_code"));
		return document;
	}

	@GetMapping("/oauth2/v3/certs")
	Map<String, Object> certs() {
		return this.keys.published(StandIn.GOOGLE);
	}

	@PostMapping("/token")
	Map<String, Object> token(HttpServletRequest request) throws TokenRefused {
		Visit visit = this.redemption.redeem(StandIn.GOOGLE, request);
		String accessToken = this.visits.accessToken(visit);
		Map<String, Object> about = about(visit);
		about.put("azp", StandIn.GOOGLE.clientId());
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("access_token", accessToken);
		answer.put("expires_in", 3599);
		answer.put("scope", String.join(" ", visit.request().scopes()));
		answer.put("token_type", "Bearer");
		answer.put("id_token", this.idTokens.make(visit, accessToken, about));
		return answer;
	}

	@GetMapping("/v1/userinfo")
	ResponseEntity<Map<String, Object>> userinfo(HttpServletRequest request) {
		return this.visits.bearer(StandIn.GOOGLE, request)
			.map((visit) -> ResponseEntity.ok(about(visit)))
			.orElseGet(() -> error(HttpStatus.UNAUTHORIZED, "invalid_request", "Invalid Credentials"));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> refuse(TokenRefused refused) {
		return switch (refused.reason()) {
			case CLIENT -> error(HttpStatus.UNAUTHORIZED, "invalid_client", "The provided client secret is invalid.");
			case GRANT_TYPE -> error(HttpStatus.BAD_REQUEST, "unsupported_grant_type", "Invalid grant_type");
			case CODE, VERIFIER -> error(HttpStatus.BAD_REQUEST, "invalid_grant",
					(refused.reason() == Reason.CODE) ? "Malformed auth code." : "Invalid code verifier.");
			case REDIRECT_URI -> error(HttpStatus.BAD_REQUEST, "redirect_uri_mismatch", "Bad Request");
		};
	}

	private Map<String, Object> about(Visit visit) {
		Portrait portrait = this.portraits.of(visit);
		Map<String, Object> about = new LinkedHashMap<>();
		about.put("sub", portrait.subject());
		if (visit.allows("profile")) {
			about.put("name", portrait.person().name());
			about.put("given_name", portrait.person().givenName());
			if (!portrait.person().familyName().isEmpty()) {
				about.put("family_name", portrait.person().familyName());
			}
			about.put("picture", "https://lh3.googleusercontent.com/a/demo=s96-c");
		}
		String address = portrait.address();
		if (visit.allows("email") && address != null) {
			about.put("email", address);
			about.put("email_verified", portrait.verified());
		}
		String domain = portrait.person().domain();
		if (domain != null) {
			about.put("hd", domain);
		}
		return about;
	}

	private static ResponseEntity<Map<String, Object>> error(HttpStatus status, String code, String description) {
		return ResponseEntity.status(status).body(Map.of("error", code, "error_description", description));
	}

}
