package dev.signet.refusal;

import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * The list of all refusals of the protocol endpoints. Each names the error code that the
 * client reads, the rule as one plain sentence (the {@code error_description}, ASCII by
 * RFC 6749 §5.2), the standard that has the rule, and the one change that fixes it. The
 * names are stored; never rename one.
 */
public enum Refusal {

	// The authorization request, before anything may be sent back

	/** No client_id, or more than one. */
	CLIENT_ID_MISSING(OAuth2ErrorCodes.INVALID_REQUEST, "client_id must be sent, once", "RFC 6749 §4.1.1",
			"send client_id exactly once"),
	/** A client_id that nobody has, or a client that is stopped. */
	CLIENT_ID_UNKNOWN(OAuth2ErrorCodes.INVALID_REQUEST, "client_id is not known here", "RFC 6749 §4.1.2.1",
			"compare client_id with the one in the client's settings, and see that the client is enabled"),
	/** No redirect_uri where one is needed. */
	REDIRECT_URI_MISSING(OAuth2ErrorCodes.INVALID_REQUEST, "redirect_uri must be sent, once", "RFC 6749 §3.1.2.3",
			"send the redirect_uri that the answer is to go to"),
	/** A redirect_uri that is not registered, character by character. */
	REDIRECT_URI_UNKNOWN(OAuth2ErrorCodes.INVALID_REQUEST, "redirect_uri is not registered for this client",
			"RFC 9700 §4.1.3", "register exactly this address, or send exactly a registered one"),

	// The authorization request, answered to the client

	/** A parameter that came twice. */
	PARAMETER_REPEATED(OAuth2ErrorCodes.INVALID_REQUEST, "A parameter may be sent once only", "RFC 6749 §3.1",
			"send the parameter once"),
	/** A NUL in a value. */
	PARAMETER_WITH_NUL(OAuth2ErrorCodes.INVALID_REQUEST, "A parameter may not contain NUL", "RFC 6749 appendix A",
			"remove the character U+0000"),
	/** More than the server keeps while a person signs in. */
	REQUEST_TOO_LONG(OAuth2ErrorCodes.INVALID_REQUEST, "The request is too long", "RFC 6749 §4.1.1",
			"send fewer or shorter parameters, for example a shorter state"),
	/** Both ways to send a request object. */
	REQUEST_AND_REQUEST_URI(OAuth2ErrorCodes.INVALID_REQUEST, "request and request_uri exclude each other",
			"OpenID Connect Core 1.0 §6", "send plain parameters instead"),
	/** A request object by value. */
	REQUEST_OBJECT("request_not_supported", "Request objects are not supported", "OpenID Connect Core 1.0 §6.1",
			"send plain parameters instead of request"),
	/** A request object by reference. */
	REQUEST_OBJECT_BY_REFERENCE("request_uri_not_supported", "Request objects by reference are not supported",
			"OpenID Connect Core 1.0 §6.2", "send plain parameters instead of request_uri"),
	/** No response_type. */
	RESPONSE_TYPE_MISSING(OAuth2ErrorCodes.INVALID_REQUEST, "response_type must be sent", "RFC 6749 §3.1.1",
			"send response_type=code"),
	/** Another response_type than code. */
	RESPONSE_TYPE_UNSUPPORTED(OAuth2ErrorCodes.UNSUPPORTED_RESPONSE_TYPE, "response_type must be code",
			"RFC 6749 §3.1.1", "send response_type=code"),
	/** A response_mode that is not offered. */
	RESPONSE_MODE_UNSUPPORTED(OAuth2ErrorCodes.INVALID_REQUEST, "response_mode is not supported",
			"OAuth 2.0 Multiple Response Types §2.1", "leave response_mode out"),
	/** No PKCE challenge. */
	CODE_CHALLENGE_MISSING(OAuth2ErrorCodes.INVALID_REQUEST, "code_challenge must be sent (RFC 7636)",
			"RFC 9700 §2.1.1", "switch PKCE on in the client library"),
	/** Another way to make the challenge than S256. */
	CODE_CHALLENGE_METHOD(OAuth2ErrorCodes.INVALID_REQUEST, "code_challenge_method must be S256", "RFC 7636 §4.3",
			"send code_challenge_method=S256"),
	/** A challenge that is no SHA-256 hash. */
	CODE_CHALLENGE_MALFORMED(OAuth2ErrorCodes.INVALID_REQUEST,
			"code_challenge must be 43 characters of base64url, without padding", "RFC 7636 §4.2",
			"send the base64url form of the SHA-256 hash of the code_verifier"),
	/** prompt with unknown values, or none beside others. */
	PROMPT_UNSUPPORTED(OAuth2ErrorCodes.INVALID_REQUEST,
			"prompt must be none alone, or some of the values in the metadata", "OpenID Connect Core 1.0 §3.1.2.1",
			"send one of prompt_values_supported"),
	/** max_age that is no number of seconds. */
	MAX_AGE_MALFORMED(OAuth2ErrorCodes.INVALID_REQUEST, "max_age must be a number of seconds",
			"OpenID Connect Core 1.0 §3.1.2.1", "send max_age as digits only"),
	/** An id_token_hint that this server did not sign. */
	ID_TOKEN_HINT_FOREIGN(OAuth2ErrorCodes.INVALID_REQUEST, "id_token_hint must be an ID token from here",
			"OpenID Connect Core 1.0 §3.1.2.1", "send an ID token that this server issued, or leave the hint out"),
	/** No scope, or a malformed one. */
	SCOPE_MALFORMED(OAuth2ErrorCodes.INVALID_SCOPE, "scope must name at least one scope, separated by blanks",
			"RFC 6749 §3.3", "send scope, for example scope=openid"),
	/** A scope that the client is not registered for. */
	SCOPE_NOT_REGISTERED(OAuth2ErrorCodes.INVALID_SCOPE, "A scope is asked for that this client is not registered for",
			"RFC 6749 §3.3", "ask for less, or add the scope to the client"),
	/** An API that is not known, or whose scopes are not asked for. */
	RESOURCE_UNKNOWN("invalid_target", "resource must be an API whose scopes are asked for", "RFC 8707 §2",
			"send the identifier of a registered API and ask for one of its scopes"),
	/** The person said no. */
	CONSENT_DENIED(OAuth2ErrorCodes.ACCESS_DENIED, "The person did not allow it", "RFC 6749 §4.1.2.1",
			"ask for less, or explain to the person why the app needs it"),
	/** prompt=none, and nobody is signed in, or not freshly enough. */
	SIGN_IN_NEEDED("login_required", "No page may be shown, and one is needed", "OpenID Connect Core 1.0 §3.1.2.6",
			"repeat the request without prompt=none"),
	/** prompt=none, and the person has not allowed all that is asked. */
	CONSENT_NEEDED("consent_required", "No page may be shown, and one is needed", "OpenID Connect Core 1.0 §3.1.2.6",
			"repeat the request without prompt=none"),

	// The client's assertion (RFC 7523)

	/** client_assertion without the type of a JWT. */
	ASSERTION_TYPE_UNKNOWN(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication failed", "RFC 7521 §4.2",
			"send client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
	/** No signed JWT, or one without a subject. */
	ASSERTION_MALFORMED(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication failed", "RFC 7523 §3",
			"send a signed JWT with sub as client_assertion"),
	/** Issuer, subject and client_id are not all the client. */
	ASSERTION_OF_ANOTHER_CLIENT(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication failed", "RFC 7523 §3",
			"write the client id into iss and sub of the assertion"),
	/** No key of the client fits, or the signature is wrong. */
	ASSERTION_SIGNATURE_WRONG(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication failed", "RFC 7523 §3",
			"sign with a key that stands in the client's jwks or at its jwks_uri"),
	/** The audience is not this server. */
	ASSERTION_FOR_ANOTHER_SERVER(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication failed", "RFC 7523 §3",
			"write the issuer into aud of the assertion"),
	/** No time of expiry, or a past one. */
	ASSERTION_EXPIRED(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication failed", "RFC 7523 §3",
			"make a new assertion for each request, and compare the clocks"),
	/** Good for more than five minutes. */
	ASSERTION_LIVES_TOO_LONG(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication failed", "RFC 7523 §3",
			"write an exp at most five minutes from now"),
	/** Not yet good. */
	ASSERTION_FROM_THE_FUTURE(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication failed", "RFC 7523 §3",
			"compare the client's clock with the time of this server"),
	/** No identifier, or too long a one. */
	ASSERTION_WITHOUT_ID(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication failed", "RFC 7523 §3",
			"write a new random jti into each assertion"),
	/** Presented before. */
	ASSERTION_USED_TWICE(OAuth2ErrorCodes.INVALID_CLIENT, "Client authentication failed", "RFC 7523 §3",
			"make a new assertion with a new jti for each request");

	private final String error;

	private final String rule;

	private final String standard;

	private final String fix;

	Refusal(String error, String rule, String standard, String fix) {
		this.error = error;
		this.rule = rule;
		this.standard = standard;
		this.fix = fix;
	}

	/** The error code that the client reads. */
	public String error() {
		return this.error;
	}

	/** The rule that was broken, as a sentence that the client may read. */
	public String rule() {
		return this.rule;
	}

	/** The document and section that has the rule. */
	public String standard() {
		return this.standard;
	}

	/** The one change that fixes it. */
	public String fix() {
		return this.fix;
	}

}
