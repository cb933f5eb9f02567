package dev.signet.demo.upstream;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Facebook, as seen by this server: OAuth 2.0, with errors of a shape of its own. It
 * tells only what is asked for by name, says of no address whether it is verified, and
 * has none of people who signed up by telephone.
 */
@RestController
@Profile("demo")
@RequestMapping({ Addresses.ROOT + "/facebook", Addresses.ROOT + "/facebook/{version}" })
class FacebookController {

	private static final int SIXTY_DAYS = 5_184_000;

	private final Redemption redemption;

	private final Visits visits;

	private final Portraits portraits;

	FacebookController(Redemption redemption, Visits visits, Portraits portraits) {
		this.redemption = redemption;
		this.visits = visits;
		this.portraits = portraits;
	}

	@RequestMapping(path = "/oauth/access_token", method = { RequestMethod.GET, RequestMethod.POST })
	Map<String, Object> token(HttpServletRequest request) throws TokenRefused {
		Visit visit = this.redemption.redeem(StandIn.FACEBOOK, request);
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("access_token", this.visits.accessToken(visit));
		answer.put("token_type", "bearer");
		answer.put("expires_in", SIXTY_DAYS);
		return answer;
	}

	@GetMapping("/me")
	ResponseEntity<Map<String, Object>> me(@RequestParam(defaultValue = "id,name") String fields,
			HttpServletRequest request) {
		Optional<Visit> visit = this.visits.bearer(StandIn.FACEBOOK, request)
			.or(() -> Optional.ofNullable(request.getParameter("access_token"))
				.flatMap((token) -> this.visits.find(StandIn.FACEBOOK, token)));
		return visit.map((found) -> ResponseEntity.ok(about(found, Arrays.asList(fields.split(",")))))
			.orElseGet(() -> error(190, "Invalid OAuth access token - Cannot parse access token"));
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> refuse(TokenRefused refused) {
		return switch (refused.reason()) {
			case CLIENT -> error(1, "Error validating client secret.");
			case CODE -> error(100, "This authorization code has been used.");
			case REDIRECT_URI -> error(100, "Error validating verification code. Please make sure your redirect_uri "
					+ "is identical to the one you used in the OAuth dialog request");
			case VERIFIER -> error(100, "Invalid code_verifier parameter.");
			case GRANT_TYPE -> error(100, "Unsupported grant type.");
		};
	}

	private Map<String, Object> about(Visit visit, List<String> fields) {
		Portrait portrait = this.portraits.of(visit);
		Map<String, Object> known = new LinkedHashMap<>();
		known.put("id", portrait.subject());
		known.put("name", portrait.person().name());
		known.put("first_name", portrait.person().givenName());
		known.put("last_name", portrait.person().familyName());
		String address = portrait.address();
		if (visit.allows("email") && address != null) {
			known.put("email", address);
		}
		// The number comes always
		known.keySet().removeIf((name) -> !name.equals("id") && !fields.contains(name));
		return known;
	}

	private static ResponseEntity<Map<String, Object>> error(int code, String message) {
		return ResponseEntity.badRequest()
			.body(Map.of("error", Map.of("message", message, "type", "OAuthException", "code", code, "fbtrace_id",
					"ADemo0123456789")));
	}

}
