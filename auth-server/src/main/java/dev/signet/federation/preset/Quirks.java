package dev.signet.federation.preset;

import java.math.BigInteger;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.signet.account.EmailAddress;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.settings.ProviderSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a kind of provider differs from OpenID Connect as it is written. What is here is
 * the standard; each kind overrides what it does in its own way.
 */
public class Quirks {

	static final String EMAIL = "email";

	private static final int LONGEST_NAME = 255;

	Quirks() {
	}

	/** What goes with the authorization request, beside what the standard names. */
	public Map<String, String> parameters(ProviderSettings settings) {
		return Map.of();
	}

	/**
	 * What makes it ask anew, and say when it last did (OpenID Connect Core 1.0
	 * §3.1.2.1).
	 */
	public Map<String, String> afresh() {
		return Map.of("prompt", "login", "max_age", "0");
	}

	/**
	 * Whether it can be asked anew, and says when it last did ({@code auth_time}, OpenID
	 * Connect Core 1.0 §2), as far as is known.
	 */
	boolean asksAfresh() {
		return true;
	}

	/** Whether a nonce goes there and comes back (OpenID Connect Core 1.0 §3.1.2.1). */
	public boolean nonce() {
		return true;
	}

	/** Whether it takes PKCE, or at least minds it not (RFC 7636). */
	public boolean proofKey() {
		return true;
	}

	/**
	 * Whether a discovery document is the one that was asked for.
	 * @param typed the issuer that is set
	 * @param found the issuer in the document
	 */
	public boolean issuerFits(String typed, String found) {
		return typed.equals(found);
	}

	/**
	 * The issuer that a token must name.
	 * @param found the issuer in the document
	 * @param claims the claims of the token, not proved yet
	 */
	public String issuer(String found, Map<String, Object> claims) throws UpstreamTrouble {
		return found;
	}

	/** Whether an answer may name this issuer (RFC 9207 §2.4). */
	public boolean answersAs(String found, String named) {
		return found.equals(named);
	}

	/** Where the addresses of the person are, when not among the claims. */
	public Optional<URI> addresses(URI userinfo) {
		return Optional.empty();
	}

	/**
	 * The claims with what comes in ways of its own.
	 * @param claims what the tokens and the endpoint say
	 * @param addresses what came from {@link #addresses}, or null
	 * @param parameters the parameters of the answer; what is in them nobody vouches for
	 */
	public Map<String, Object> completed(Map<String, Object> claims, @Nullable Object addresses,
			Map<String, String> parameters) {
		return claims;
	}

	/** Whether the settings let this person in. */
	void admit(ProviderSettings settings, Map<String, Object> claims) throws UpstreamTrouble {
		// The standard knows no such setting
	}

	/** The name by which a scope is asked for, of the one that was granted. */
	public String scope(String granted) {
		return granted;
	}

	/** The name that never changes. */
	@Nullable Object subject(ProviderSettings settings, Map<String, Object> claims) {
		return claims.get("sub");
	}

	/** The address. */
	@Nullable Object email(ProviderSettings settings, Map<String, Object> claims) {
		return claims.get(EMAIL);
	}

	/** Whether the provider says that it has seen the person to own the address. */
	boolean emailVerified(ProviderSettings settings, Map<String, Object> claims) {
		return isTrue(claims.get("email_verified"));
	}

	/**
	 * The issuer in the document of one that is set, as far as it is known without
	 * reading it.
	 */
	String found(String typed) {
		return typed;
	}

	/** Adds the claims by which it would say so. */
	void claim(ProviderSettings settings, Claimed claimed, Map<String, Object> claims) {
		claims.put("sub", claimed.subject());
		if (claimed.email() != null) {
			claims.put(EMAIL, claimed.email());
			claims.put("email_verified", claimed.emailVerified());
		}
	}

	/** The person whom the claims describe. */
	public final UpstreamPerson person(ProviderSettings settings, String issuer, Map<String, Object> claims)
			throws UpstreamTrouble {
		admit(settings, claims);
		String subject = subject(subject(settings, claims));
		String email = (email(settings, claims) instanceof String text)
				? EmailAddress.parse(text).map(EmailAddress::value).orElse(null) : null;
		String sid = (claims.get("sid") instanceof String text && isName(text)) ? text : null;
		return new UpstreamPerson(issuer, subject, email, email != null && emailVerified(settings, claims),
				Map.copyOf(withoutNulls(claims)), sid);
	}

	/** Some write it as a text. */
	static boolean isTrue(@Nullable Object value) {
		return Boolean.TRUE.equals(value) || "true".equals(value);
	}

	/**
	 * Whether a text can name a person or a session. Half a pair of surrogates cannot:
	 * the database would keep a question mark, the same for each.
	 */
	public static boolean isName(String text) {
		return !text.isBlank() && text.length() <= LONGEST_NAME && text.codePoints()
			.noneMatch((c) -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
	}

	private static String subject(@Nullable Object value) throws UpstreamTrouble {
		// A number with a fraction or an exponent would not be the same the next time
		String subject = (value instanceof String || value instanceof Integer || value instanceof Long
				|| value instanceof BigInteger) ? value.toString() : "";
		if (!isName(subject)) {
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE,
					"What came does not say who it is: no usable subject.");
		}
		return subject;
	}

	private static Map<String, Object> withoutNulls(Map<String, Object> claims) {
		Map<String, Object> present = new HashMap<>(claims);
		present.values().removeIf((value) -> value == null);
		return present;
	}

}
