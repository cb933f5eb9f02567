package dev.signet.demo.upstream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Apple, as seen by this server: OpenID Connect without a userinfo endpoint. The secret
 * is a JWT, flags about the address are strings, and the name does not come in the token
 * (see {@link Answers}).
 */
@RestController
@Profile("demo")
@RequestMapping(Addresses.ROOT + "/apple")
class AppleController {

	private final Addresses addresses;

	private final Redemption redemption;

	private final Visits visits;

	private final Portraits portraits;

	private final StandInIdTokens idTokens;

	private final StandInKeys keys;

	AppleController(Addresses addresses, Redemption redemption, Visits visits, Portraits portraits,
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
		String base = this.addresses.base(StandIn.APPLE);
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("issuer", base);
		document.put("authorization_endpoint", base + "/auth/authorize");
		document.put("token_endpoint", base + "/auth/token");
		document.put("jwks_uri", base + "/auth/keys");
		document.put("response_types_supported", List.of("code"));
		document.put("response_modes_supported", List.of("query", "form_post"));
		document.put("subject_types_supported", List.of("pairwise"));
		document.put("id_token_signing_alg_values_supported", List.of("RS256"));
		document.put("scopes_supported", List.of("openid", "email", "name"));
		document.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
		document.put("claims_supported", List.of("aud", "email", "email_verified", "exp", "iat", "is_private_email",
				"iss", "nonce", "nonce_supported", "real_user_status", "sub", "transfer_sub"));
		return document;
	}

	@GetMapping("/auth/keys")
	Map<String, Object> keys() {
		return this.keys.published(StandIn.APPLE);
	}

	@PostMapping("/auth/token")
	Map<String, Object> token(HttpServletRequest request) throws TokenRefused {
		Visit visit = this.redemption.redeem(StandIn.APPLE, request);
		String accessToken = this.visits.accessToken(visit);
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("access_token", accessToken);
		answer.put("token_type", "Bearer");
		answer.put("expires_in", 3600);
		answer.put("id_token", this.idTokens.make(visit, accessToken, about(visit)));
		return answer;
	}

	/** Its errors are bare. */
	@ExceptionHandler
	ResponseEntity<Map<String, Object>> refuse(TokenRefused refused) {
		String code = switch (refused.reason()) {
			case CLIENT -> "invalid_client";
			case GRANT_TYPE -> "unsupported_grant_type";
			case CODE, REDIRECT_URI, VERIFIER -> "invalid_grant";
		};
		return ResponseEntity.badRequest().body(Map.of("error", code));
	}

	private Map<String, Object> about(Visit visit) {
		Portrait portrait = this.portraits.of(visit);
		Map<String, Object> about = new LinkedHashMap<>();
		about.put("sub", portrait.subject());
		about.put("auth_time", visit.at().getEpochSecond());
		about.put("nonce_supported", true);
		String address = portrait.address();
		if (visit.allows("email") && address != null) {
			about.put("email", address);
			about.put("email_verified", Boolean.toString(portrait.verified()));
			if (visit.hidden()) {
				about.put("is_private_email", "true");
			}
		}
		return about;
	}

}
