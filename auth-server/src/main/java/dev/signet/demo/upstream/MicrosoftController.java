package dev.signet.demo.upstream;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.signet.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/**
 * Microsoft, as seen by this server: OpenID Connect, where the document for everybody
 * names an issuer with a gap in it, which each token fills with the tenant of its person.
 * An address is only what somebody wrote down, unless {@code xms_edov} says that its
 * domain belongs to the tenant. It is the only one of the five with an address to sign
 * out.
 */
@Controller
@Profile("demo")
@RequestMapping(Addresses.ROOT + "/microsoft")
class MicrosoftController {

	/** Those that stand for many tenants. */
	private static final List<String> MANY = List.of("common", "organizations", "consumers");

	private final Addresses addresses;

	private final Redemption redemption;

	private final Visits visits;

	private final Portraits portraits;

	private final StandInIdTokens idTokens;

	private final StandInKeys keys;

	private final Clock clock;

	MicrosoftController(Addresses addresses, Redemption redemption, Visits visits, Portraits portraits,
			StandInIdTokens idTokens, StandInKeys keys, Clock clock) {
		this.addresses = addresses;
		this.redemption = redemption;
		this.visits = visits;
		this.portraits = portraits;
		this.idTokens = idTokens;
		this.keys = keys;
		this.clock = clock;
	}

	@GetMapping("/{tenant}/v2.0/.well-known/openid-configuration")
	@ResponseBody
	Map<String, Object> discovery(@PathVariable String tenant) {
		String base = this.addresses.base(StandIn.MICROSOFT);
		String own = base + "/" + tenant;
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("token_endpoint", own + "/oauth2/v2.0/token");
		document.put("token_endpoint_auth_methods_supported",
				List.of("client_secret_post", "private_key_jwt", "client_secret_basic"));
		document.put("jwks_uri", own + "/discovery/v2.0/keys");
		document.put("response_modes_supported", List.of("query"));
		document.put("subject_types_supported", List.of("pairwise"));
		document.put("id_token_signing_alg_values_supported", List.of("RS256"));
		document.put("response_types_supported", List.of("code"));
		document.put("scopes_supported", List.of("openid", "profile", "email", "offline_access"));
		document.put("issuer", issuer(tenant));
		document.put("request_uri_parameter_supported", false);
		document.put("userinfo_endpoint", base + "/oidc/userinfo");
		document.put("authorization_endpoint", own + "/oauth2/v2.0/authorize");
		document.put("http_logout_supported", true);
		document.put("frontchannel_logout_supported", true);
		document.put("end_session_endpoint", own + "/oauth2/v2.0/logout");
		document.put("claims_supported", List.of("sub", "iss", "cloud_instance_name", "aud", "exp", "iat", "auth_time",
				"acr", "nonce", "preferred_username", "name", "tid", "ver", "at_hash", "c_hash", "email"));
		document.put("cloud_instance_name", "microsoftonline.com");
		return document;
	}

	/** Each key says for which issuers it signs; here for all, so with the gap. */
	@GetMapping("/{tenant}/discovery/v2.0/keys")
	@ResponseBody
	Map<String, Object> keys(@PathVariable String tenant) {
		List<Object> keys = new ArrayList<>();
		if (this.keys.published(StandIn.MICROSOFT).get("keys") instanceof List<?> published) {
			for (Object key : published) {
				Map<Object, Object> withIssuer = new LinkedHashMap<>((Map<?, ?>) key);
				withIssuer.put("issuer", issuer(tenant));
				keys.add(withIssuer);
			}
		}
		return Map.of("keys", keys);
	}

	@PostMapping("/{tenant}/oauth2/v2.0/token")
	@ResponseBody
	Map<String, Object> token(HttpServletRequest request) throws TokenRefused {
		Visit visit = this.redemption.redeem(StandIn.MICROSOFT, request);
		String accessToken = this.visits.accessToken(visit);
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("token_type", "Bearer");
		answer.put("scope", String.join(" ", visit.request().scopes()));
		answer.put("expires_in", 3599);
		answer.put("ext_expires_in", 3599);
		answer.put("access_token", accessToken);
		answer.put("id_token", this.idTokens.make(visit, accessToken, about(visit)));
		return answer;
	}

	@GetMapping("/oidc/userinfo")
	@ResponseBody
	ResponseEntity<Map<String, Object>> userinfo(HttpServletRequest request) {
		return this.visits.bearer(StandIn.MICROSOFT, request)
			.map((visit) -> ResponseEntity.ok(userinfo(this.portraits.of(visit))))
			.orElseGet(() -> ResponseEntity.status(HttpStatus.UNAUTHORIZED)
				.body(Map.of("error",
						Map.of("code", "InvalidAuthenticationToken", "message", "Access token validation failure."))));
	}

	/** Nobody stays signed in at a stand-in, so there is nothing to end. */
	@GetMapping("/{tenant}/oauth2/v2.0/logout")
	@Nullable ModelAndView logout(@RequestParam(name = "post_logout_redirect_uri", defaultValue = "") String back,
			@RequestParam(defaultValue = "") String state, HttpServletResponse response) {
		if (!this.addresses.isOwn(back)) {
			return new ModelAndView("demo/upstream/signed-out", Map.of("standIn", StandIn.MICROSOFT));
		}
		String join = back.contains("?") ? "&" : "?";
		SeeOther.send(response,
				state.isEmpty() ? back : back + join + "state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
		return null;
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> refuse(TokenRefused refused) {
		return switch (refused.reason()) {
			case CLIENT -> error(HttpStatus.UNAUTHORIZED, "invalid_client", 7000222,
					"The provided client secret keys for app '" + StandIn.MICROSOFT.clientId() + "' are expired.");
			case GRANT_TYPE -> error(HttpStatus.BAD_REQUEST, "unsupported_grant_type", 70003,
					"The app requested an unsupported grant type.");
			case CODE -> error(HttpStatus.BAD_REQUEST, "invalid_grant", 54005,
					"OAuth2 Authorization code was already redeemed, please retry with a new valid code.");
			case REDIRECT_URI -> error(HttpStatus.BAD_REQUEST, "invalid_grant", 500112,
					"The reply address does not match the reply address provided when requesting the code.");
			case VERIFIER -> error(HttpStatus.BAD_REQUEST, "invalid_grant", 501481,
					"The Code_Verifier does not match the code_challenge supplied in the authorization request.");
		};
	}

	private String issuer(String tenant) {
		return this.addresses.issuer(StandIn.MICROSOFT, MANY.contains(tenant) ? "{tenantid}" : tenant);
	}

	private Map<String, Object> about(Visit visit) {
		Portrait portrait = this.portraits.of(visit);
		Person person = portrait.person();
		Map<String, Object> about = new LinkedHashMap<>();
		about.put("sub", portrait.subject());
		about.put("ver", "2.0");
		about.put("tid", Subjects.tenant(person));
		about.put("sid", visit.id().toString());
		if (visit.allows("profile")) {
			about.put("oid", Subjects.objectId(person, portrait.changed()));
			about.put("name", person.name());
			about.put("preferred_username", person.key());
		}
		String address = portrait.address();
		if (visit.allows("email") && address != null) {
			about.put("email", address);
			if (portrait.verified()) {
				about.put("xms_edov", true);
			}
		}
		return about;
	}

	private static Map<String, Object> userinfo(Portrait portrait) {
		Map<String, Object> about = new LinkedHashMap<>();
		about.put("sub", portrait.subject());
		about.put("name", portrait.person().name());
		about.put("given_name", portrait.person().givenName());
		about.put("family_name", portrait.person().familyName());
		about.put("picture", "https://graph.microsoft.com/v1.0/me/photo/$value");
		String address = portrait.address();
		if (address != null) {
			about.put("email", address);
		}
		return about;
	}

	private ResponseEntity<Map<String, Object>> error(HttpStatus status, String code, int number, String description) {
		String trace = UUID.randomUUID().toString();
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("error", code);
		body.put("error_description", "AADSTS" + number + ": " + description + " Trace ID: " + trace);
		body.put("error_codes", List.of(number));
		body.put("timestamp", this.clock.instant().toString());
		body.put("trace_id", trace);
		body.put("correlation_id", UUID.randomUUID().toString());
		return ResponseEntity.status(status).body(body);
	}

}
