package dev.signet.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Which addresses a client may be sent back to (RFC 6749 §3.1.2, RFC 8252 §7 and §8.4,
 * RFC 9700 §4.1). A redirect URI is later compared as an exact string, so it is kept as
 * it came; what two programs might read in two ways is refused here.
 * <p>
 * Plain http is for loopback addresses only. The name {@code localhost} may resolve to
 * something else (RFC 8252 §8.3), so it is accepted only while this server itself is
 * reached over plain http, that is in development.
 */
@Component
final class RedirectUriRules {

	private static final int LONGEST = 2000;

	private static final Set<String> DANGEROUS_SCHEMES = Set.of("javascript", "data", "file", "vbscript", "about",
			"blob", "filesystem", "view-source", "intent");

	private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

	private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]*");

	private static final Pattern NOT_IN_A_URI = Pattern.compile("[\\\\\"<>^`{|}]");

	private static final Pattern BAD_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})|%[01]|%7[Ff]");

	private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");

	private static final Pattern PRIVATE_USE_SCHEME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)+");

	private static final Pattern AUTHORITY = Pattern.compile("//([^/?]*)([^?]*)(\\?.*)?");

	private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9.-]+)(:([1-9][0-9]{0,4}))?");

	private static final Pattern HOST_NAME = Pattern
		.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

	/** What browsers read as an IPv4 address, in whichever notation. */
	private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

	private static final Pattern IPV4 = Pattern
		.compile("(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}");

	private static final Pattern LEADING_ZERO = Pattern.compile("(^|.*\\.)0[0-9].*");

	private static final Pattern DOT_SEGMENT_OR_ENCODED_DELIMITER = Pattern
		.compile(".*(/\\.{1,2}(/|;|$)|%2[EeFf]|%5[Cc]).*");

	/** The parameters that the authorization answer adds (RFC 6749 §4.1.2, RFC 9207). */
	private static final Pattern ANSWER_PARAMETER = Pattern
		.compile("[?&](code|state|iss|error|error_description|error_uri|response)(?=[=&]|$)");

	private final boolean development;

	RedirectUriRules(PublicAddress address) {
		this.development = !address.isSecure();
	}

	/**
	 * Checks a redirect or post-logout redirect URI.
	 * @param field the name of the field, for the problem
	 * @param uri the URI, exactly as it came
	 * @param publicClient whether the client is an app without a secret
	 * @return what is wrong, or empty when the URI may be registered
	 */
	Optional<ClientProblem> check(String field, String uri, boolean publicClient) {
		return problem(field, uri, brokenBy(uri, publicClient));
	}

	/**
	 * Checks an address of the client's own web server: its home page or a logout
	 * endpoint.
	 * @param field the name of the field, for the problem
	 * @param uri the address
	 * @return what is wrong, or empty
	 */
	Optional<ClientProblem> checkWebAddress(String field, String uri) {
		return problem(field, uri, brokenBy(uri, false));
	}

	private static Optional<ClientProblem> problem(String field, String uri, @Nullable Rule broken) {
		return Optional.ofNullable(broken)
			.map((rule) -> new ClientProblem(field, rule.sentence, uri.isEmpty() ? "nothing" : uri, rule.fix));
	}

	/** The first rule that the URI breaks, or null. */
	@Nullable Rule brokenBy(String uri, boolean publicClient) {
		if (uri.length() > LONGEST) {
			return Rule.SHORT_ENOUGH;
		}
		if (!VISIBLE_ASCII.matcher(uri).matches()) {
			return Rule.VISIBLE_ASCII;
		}
		if (uri.contains("*")) {
			return Rule.NO_WILDCARD;
		}
		if (uri.contains("#")) {
			return Rule.NO_FRAGMENT;
		}
		Matcher parts = SCHEME.matcher(uri);
		if (!parts.matches()) {
			return Rule.ABSOLUTE;
		}
		String scheme = parts.group(1);
		if (DANGEROUS_SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
			return Rule.HARMLESS_SCHEME;
		}
		if (NOT_IN_A_URI.matcher(uri).find() || BAD_PERCENT.matcher(uri).find() || !parses(uri)) {
			return Rule.WELL_FORMED;
		}
		if (ANSWER_PARAMETER.matcher(uri).find()) {
			return Rule.NO_ANSWER_PARAMETER;
		}
		return switch (scheme) {
			case "https", "http" -> brokenByWebAddress(scheme, parts.group(2));
			default -> brokenByPrivateUse(scheme, parts.group(2), publicClient);
		};
	}

	private static boolean parses(String uri) {
		try {
			new URI(uri);
			return true;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private @Nullable Rule brokenByWebAddress(String scheme, String rest) {
		Matcher parts = AUTHORITY.matcher(rest);
		if (!parts.matches()) {
			return Rule.ABSOLUTE;
		}
		if (parts.group(1).contains("@")) {
			return Rule.NO_USER_INFO;
		}
		Matcher authority = HOST_AND_PORT.matcher(parts.group(1));
		if (!authority.matches() || !isHost(authority.group(1)) || !isPort(authority.group(3))) {
			return Rule.PLAIN_HOST;
		}
		if (DOT_SEGMENT_OR_ENCODED_DELIMITER.matcher(parts.group(2)).matches()) {
			return Rule.PLAIN_PATH;
		}
		if (scheme.equals("http") && !mayUsePlainHttp(authority.group(1))) {
			return authority.group(1).equals("localhost") ? Rule.LOOPBACK_BY_ADDRESS : Rule.HTTPS;
		}
		return null;
	}

	private static boolean isHost(String host) {
		if (host.startsWith("[")) {
			return true; // the parser has read it as an IPv6 address
		}
		if (ENDS_IN_NUMBER.matcher(host).matches()) {
			return IPV4.matcher(host).matches() && !LEADING_ZERO.matcher(host).matches();
		}
		return HOST_NAME.matcher(host).matches();
	}

	private static boolean isPort(@Nullable String port) {
		return port == null || Integer.parseInt(port) <= 65535;
	}

	private boolean mayUsePlainHttp(String host) {
		return LOOPBACK.contains(host) || (this.development && host.equals("localhost"));
	}

	private static @Nullable Rule brokenByPrivateUse(String scheme, String rest, boolean publicClient) {
		if (!PRIVATE_USE_SCHEME.matcher(scheme).matches()) {
			return Rule.KNOWN_SCHEME;
		}
		if (!publicClient) {
			return Rule.PRIVATE_USE_IS_NATIVE;
		}
		if (!rest.startsWith("/")) {
			return Rule.ABSOLUTE;
		}
		Matcher parts = AUTHORITY.matcher(rest);
		if (parts.matches() && parts.group(1).contains("@")) {
			return Rule.NO_USER_INFO;
		}
		String path = parts.matches() ? parts.group(2) : rest;
		return DOT_SEGMENT_OR_ENCODED_DELIMITER.matcher(path).matches() ? Rule.PLAIN_PATH : null;
	}

	/** The rules, in words. */
	enum Rule {

		/** A length that logs, headers and browsers bear. */
		SHORT_ENOUGH("An address has at most 2000 characters.", "use a shorter address"),

		/** Nothing that a parser trims or a reader overlooks. */
		VISIBLE_ASCII("An address has no blanks, control characters or letters outside ASCII.",
				"write foreign host names in punycode and percent-encode the rest"),

		/** Exact addresses only. */
		NO_WILDCARD("An address stands for itself: there are no wildcards.", "list each address"),

		/** RFC 6749 §3.1.2. */
		NO_FRAGMENT("An address has no fragment.", "remove the # and what follows"),

		/** RFC 6749 §3.1.2. */
		ABSOLUTE("An address is absolute.", "write it in full, as https://app.example/callback"),

		/** Schemes that run or show what they carry. */
		HARMLESS_SCHEME("An address leads to an app, not to a script, file or text.", "use https"),

		/** RFC 3986. */
		WELL_FORMED("An address is a well-formed URI without encoded control characters.",
				"percent-encode as RFC 3986 says"),

		/** The answer would carry the parameter twice. */
		NO_ANSWER_PARAMETER("An address does not carry parameters of the answer (code, state, iss, error, response).",
				"rename the parameter"),

		/** {@code https://app.example@evil.example/}. */
		NO_USER_INFO("An address has no user name before the host.", "remove everything up to the @"),

		/** A host that all parsers read alike. */
		PLAIN_HOST("An address has a plain host: lower-case name or IP address, then maybe a port from 1 to 65535.",
				"write host and port as a browser shows them"),

		/** A path that all parsers read alike. */
		PLAIN_PATH("The path of an address has no dot segments and no encoded dots, slashes or backslashes.",
				"write the path as the app receives it"),

		/** OAuth 2.1 §1.5. */
		HTTPS("An address is https; plain http is for http://127.0.0.1 and http://[::1].", "use https"),

		/** RFC 8252 §8.3. */
		LOOPBACK_BY_ADDRESS("Plain http to localhost is for development, while this server too is on plain http.",
				"use http://127.0.0.1 instead of http://localhost"),

		/** RFC 8252 §7.1. */
		KNOWN_SCHEME("The scheme of an address is https, http, or a lower-case private-use scheme with a dot.",
				"use https, or a reversed domain name such as com.example.app:/callback"),

		/** RFC 8252 §7.1. */
		PRIVATE_USE_IS_NATIVE("Private-use schemes are for public clients: apps on a person's device.",
				"use https, or make the client public with authentication-method: none");

		private final String sentence;

		private final String fix;

		Rule(String sentence, String fix) {
			this.sentence = sentence;
			this.fix = fix;
		}

	}

}
