package dev.signet.demo.upstream;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * What a stand-in sends back with the browser (RFC 6749 §4.1.2), each with what its
 * original adds.
 */
@Component
@Profile("demo")
final class Answers {

	/** Who was introduced to this server by Apple; one more than fits begins anew. */
	private static final int INTRODUCED = 1000;

	private final Set<String> introduced = new LinkedHashSet<>();

	private final Addresses addresses;

	private final JsonMapper json;

	Answers(Addresses addresses, JsonMapper json) {
		this.addresses = addresses;
		this.json = json;
	}

	/** They said yes. */
	Map<String, String> allowed(Visit visit, String code) {
		AuthorizeRequest asked = visit.request();
		Map<String, String> answer = begin(asked);
		answer.put("code", code);
		switch (visit.standIn()) {
			case GOOGLE -> {
				answer.put("scope", String.join(" ", asked.scopes()));
				answer.put("authuser", "0");
				answer.put("prompt", "consent");
				put(answer, "hd", visit.person().domain());
			}
			case MICROSOFT -> answer.put("session_state", visit.id().toString());
			case APPLE -> put(answer, "user", introduction(visit));
			case GITHUB, FACEBOOK -> {
			}
		}
		return answer;
	}

	/** They said no. */
	Map<String, String> cancelled(AuthorizeRequest asked) {
		Map<String, String> answer = begin(asked);
		answer.put("error", (asked.standIn() == StandIn.APPLE) ? "user_cancelled_authorize" : "access_denied");
		switch (asked.standIn()) {
			case GITHUB -> {
				answer.put("error_description", "The user has denied your application access.");
				answer.put("error_uri", "https://docs.github.com/apps/managing-oauth-apps/"
						+ "troubleshooting-authorization-request-errors/#access-denied");
			}
			case MICROSOFT -> {
				answer.put("error_subcode", "cancel");
				answer.put("error_description", "AADSTS65004: User declined to consent to access the app.");
			}
			case FACEBOOK -> {
				answer.put("error_reason", "user_denied");
				answer.put("error_description", "Permissions error");
			}
			case GOOGLE, APPLE -> {
			}
		}
		return answer;
	}

	/** The address that the browser goes to with it. */
	String address(AuthorizeRequest asked, Map<String, String> answer) {
		String query = answer.entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "=" + encoded(parameter.getValue()))
			.collect(Collectors.joining("&"));
		// Facebook's redirects have ended so for years
		String end = (asked.standIn() == StandIn.FACEBOOK) ? "#_=_" : "";
		return asked.redirectUri() + "?" + query + end;
	}

	/**
	 * Google and GitHub name themselves (RFC 9207), without saying in any document that
	 * they do.
	 */
	private Map<String, String> begin(AuthorizeRequest asked) {
		Map<String, String> answer = new LinkedHashMap<>();
		put(answer, "state", asked.state());
		switch (asked.standIn()) {
			case GOOGLE -> answer.put("iss", this.addresses.base(StandIn.GOOGLE));
			case GITHUB -> answer.put("iss", this.addresses.base(StandIn.GITHUB) + "/login/oauth");
			case MICROSOFT, FACEBOOK, APPLE -> {
			}
		}
		return answer;
	}

	/** Apple tells the name only once for each app: the first time somebody comes. */
	private @Nullable String introduction(Visit visit) {
		boolean asked = visit.allows("name") || visit.allows("email");
		if (!asked || !meet(visit.person().key())) {
			return null;
		}
		Map<String, Object> user = new LinkedHashMap<>();
		if (visit.allows("name")) {
			user.put("name", Map.of("firstName", visit.person().givenName(), "lastName", visit.person().familyName()));
		}
		String address = Portraits.appleAddress(visit);
		if (visit.allows("email") && address != null) {
			user.put("email", address);
		}
		return this.json.writeValueAsString(user);
	}

	private boolean meet(String key) {
		synchronized (this.introduced) {
			if (this.introduced.size() >= INTRODUCED) {
				this.introduced.clear();
			}
			return this.introduced.add(key);
		}
	}

	private static void put(Map<String, String> answer, String name, @Nullable String value) {
		if (value != null) {
			answer.put(name, value);
		}
	}

	private static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
