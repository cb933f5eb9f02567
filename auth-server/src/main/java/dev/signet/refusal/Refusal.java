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
			"OpenID Connect Core 1.0 §6", "leave request_uri out"),
	/** No JWT, an encrypted one, one of another type, or without a JSON object in it. */
	REQUEST_OBJECT_MALFORMED("invalid_request_object", "request must be a JWT with parameters as claims, not encrypted",
			"RFC 9101 §4", "send a JWT of type oauth-authz-req+jwt whose claims are the parameters, each once"),
	/** Signed in a way that is not offered, or that the client is not registered for. */
	REQUEST_OBJECT_ALGORITHM("invalid_request_object", "The request object is not signed as the client is registered",
			"OpenID Connect Core 1.0 §6.1",
			"sign with the client's request_object_signing_alg, or else with one that the metadata announce"),
	/** No key of the client fits, or the signature is wrong. */
	REQUEST_OBJECT_SIGNATURE_WRONG("invalid_request_object",
			"The request object must be signed with a key of the client", "RFC 9101 §6.2",
			"sign with a key that stands in the client's jwks or at its jwks_uri"),
	/** A request object inside a request object. */
	REQUEST_OBJECT_NESTED("invalid_request_object", "A request object may not contain request or request_uri",
			"RFC 9101 §4", "leave request and request_uri out of the claims"),
	/** iss or client_id is not the client. */
	REQUEST_OBJECT_OF_ANOTHER_CLIENT("invalid_request_object",
			"iss and client_id in the request object must be the client", "RFC 9101 §5",
			"write the client id into iss and client_id; a signed object needs iss"),
	/** A signed object that could be presented as a client assertion. */
	REQUEST_OBJECT_ABOUT_THE_CLIENT("invalid_request_object", "sub in the request object may not be the client",
			"RFC 9101 §10.8", "leave sub out"),
	/** The audience is not this server. */
	REQUEST_OBJECT_FOR_ANOTHER_SERVER("invalid_request_object", "aud in the request object must name this server",
			"RFC 9101 §4", "write the issuer into aud; a signed object needs aud"),
	/** Past its time. */
	REQUEST_OBJECT_EXPIRED("invalid_request_object", "The request object has expired", "RFC 7519 §4.1.4",
			"make a new object for each request, and compare the clocks"),
	/** Not yet good. */
	REQUEST_OBJECT_FROM_THE_FUTURE("invalid_request_object", "The request object is not good yet", "RFC 7519 §4.1.5",
			"compare the client's clock with the time of this server"),
	/** Another response_type beside the object than in it. */
	REQUEST_OBJECT_DIFFERS("invalid_request_object",
			"response_type beside the request object differs from the one in it", "OpenID Connect Core 1.0 §6.1",
			"send the same response_type in both places"),
	/** A request_uri that the client did not register. */
	REQUEST_URI_UNKNOWN("invalid_request_uri", "request_uri is not registered for this client",
			"OpenID Connect Core 1.0 §6.2", "register exactly this address, or send exactly a registered one"),
	/** No request object at a registered request_uri. */
	REQUEST_URI_UNREADABLE("invalid_request_uri", "There is no request object at request_uri",
			"OpenID Connect Core 1.0 §6.2", "publish the request object there"),
	/** No response_type. */
	RESPONSE_TYPE_MISSING(OAuth2ErrorCodes.INVALID_REQUEST, "response_type must be sent", "RFC 6749 §3.1.1",
			"send response_type=code"),
	/** Another response_type than code. */
	RESPONSE_TYPE_UNSUPPORTED(OAuth2ErrorCodes.UNSUPPORTED_RESPONSE_TYPE, "response_type must be code",
			"RFC 6749 §3.1.1", "send response_type=code"),
	/** A response_mode that is not offered. */
	RESPONSE_MODE_UNSUPPORTED(OAuth2ErrorCodes.INVALID_REQUEST, "response_mode is not supported",
			"OAuth 2.0 Multiple Response Types §2.1", "send one of response_modes_supported, or leave it out"),
	/** A form post to an address that no browser can post to. */
	RESPONSE_MODE_UNFIT(OAuth2ErrorCodes.INVALID_REQUEST, "A form can be posted to a web address only",
			"OAuth 2.0 Form Post Response Mode §2", "leave response_mode out, or use an http or https redirect_uri"),
	/** Client metadata inside the request. */
	REGISTRATION_PARAMETER("registration_not_supported", "Clients are not registered by an authorization request",
			"OpenID Connect Core 1.0 §7.2.1", "leave the parameter registration out"),
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
	/** prompt with unknown values, or with values that exclude each other. */
	PROMPT_UNSUPPORTED(OAuth2ErrorCodes.INVALID_REQUEST,
			"prompt must be none or create alone, or some of the other values in the metadata",
			"OpenID Connect Core 1.0 §3.1.2.1", "send one of prompt_values_supported"),
	/** max_age that is no number of seconds, or a larger one than anybody needs. */
	MAX_AGE_MALFORMED(OAuth2ErrorCodes.INVALID_REQUEST, "max_age must be a number of seconds, 999999999 at most",
			"OpenID Connect Core 1.0 §3.1.2.1", "send max_age as digits only, nine at most"),
	/** An id_token_hint that this server did not sign. */
	ID_TOKEN_HINT_FOREIGN(OAuth2ErrorCodes.INVALID_REQUEST, "id_token_hint must be an ID token from here",
			"OpenID Connect Core 1.0 §3.1.2.1", "send an ID token that this server issued, or leave the hint out"),
	/** Two hints about the person that cannot both be true. */
	HINTS_DISAGREE(OAuth2ErrorCodes.INVALID_REQUEST, "id_token_hint and claims are about different people",
			"OpenID Connect Core 1.0 §5.5.1", "send one of the two"),
	/** A claims parameter that is no JSON of the right shape. */
	CLAIMS_MALFORMED(OAuth2ErrorCodes.INVALID_REQUEST,
			"claims must be a JSON object with the members id_token and userinfo", "OpenID Connect Core 1.0 §5.5",
			"compare it with the example in the standard"),
	/** An acr that the client insists on and nobody can reach here. */
	AUTHENTICATION_REQUIREMENTS_UNMET("unmet_authentication_requirements",
			"No way to sign in here reaches the acr that is essential", "OpenID Connect Core 1.0 §5.5.1.1",
			"ask for one of acr_values_supported, or do not call it essential"),
	/** No scope, or a malformed one. */
	SCOPE_MALFORMED(OAuth2ErrorCodes.INVALID_SCOPE,
			"scope must name at least one scope, in visible ASCII, with one blank between two and none around them",
			"RFC 6749 §3.3", "send scope, for example scope=openid, and write each blank once"),
	/** A scope that the client is not registered for. */
	SCOPE_NOT_REGISTERED(OAuth2ErrorCodes.INVALID_SCOPE, "A scope is asked for that this client is not registered for",
			"RFC 6749 §3.3", "ask for less, or add the scope to the client"),
	/** An API that is not known, or whose scopes are not asked for. */
	RESOURCE_UNKNOWN("invalid_target", "resource must be an API whose scopes are asked for", "RFC 8707 §2",
			"send the identifier of a registered API and ask for one of its scopes"),
	/** An API at the token endpoint that the grant does not reach. */
	RESOURCE_NOT_GRANTED("invalid_target", "resource must be an API that was granted", "RFC 8707 §2.2",
			"name it in the authorization request too, and ask for one of its scopes"),
	/**
	 * Scopes at the token endpoint that say nothing to the APIs that the token is for.
	 */
	SCOPE_OF_OTHER_RESOURCES(OAuth2ErrorCodes.INVALID_SCOPE, "None of the scopes is for the API that the token is for",
			"RFC 8707 §2.2", "ask for a scope of that API, or name the other one in the authorization request too"),
	/** An API of which a client that acts for itself has no scope. */
	RESOURCE_NOT_OF_CLIENT("invalid_target", "resource must be an API of which this client has a scope",
			"RFC 8707 §2.2", "add a scope of the API to the client, and leave scope out or name that scope in it"),
	/** The person said no. */
	CONSENT_DENIED(OAuth2ErrorCodes.ACCESS_DENIED, "The person did not allow it", "RFC 6749 §4.1.2.1",
			"ask for less, or explain to the person why the app needs it"),
	/** prompt=none, and nobody is signed in, or not freshly enough. */
	SIGN_IN_NEEDED("login_required", "No page may be shown, and one is needed", "OpenID Connect Core 1.0 §3.1.2.6",
			"repeat the request without prompt=none"),
	/** prompt=none, and the person has not allowed all that is asked. */
	CONSENT_NEEDED("consent_required", "No page may be shown, and one is needed", "OpenID Connect Core 1.0 §3.1.2.6",
			"repeat the request without prompt=none"),
	/** Another page is needed and none may be shown. */
	INTERACTION_NEEDED("interaction_required", "No page may be shown, and one is needed",
			"OpenID Connect Core 1.0 §3.1.2.6", "repeat the request without prompt=none"),

	// The client's assertion (RFC 7523)

	/** client_assertion without the type of a JWT. */
	ASSERTION_TYPE_UNKNOWN(OAuth2ErrorCodes.INVALID_CLIENT, "client_assertion_type must be that of a JWT",
			"RFC 7521 §4.2", "send client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
	/** No signed JWT, or one without a subject. */
	ASSERTION_MALFORMED(OAuth2ErrorCodes.INVALID_CLIENT, "client_assertion must be a signed JWT with a subject",
			"RFC 7523 §3", "send a signed JWT with sub as client_assertion"),
	/** Issuer, subject and client_id are not all the client. */
	ASSERTION_OF_ANOTHER_CLIENT(OAuth2ErrorCodes.INVALID_CLIENT, "iss, sub and client_id must all be the client",
			"RFC 7523 §3", "write the client id into iss and sub of the assertion"),
	/** No key of the client fits, or the signature is wrong. */
	ASSERTION_SIGNATURE_WRONG(OAuth2ErrorCodes.INVALID_CLIENT, "The assertion must be signed with a key of the client",
			"RFC 7523 §3", "sign with a key that stands in the client's jwks or at its jwks_uri"),
	/** The audience is not this server. */
	ASSERTION_FOR_ANOTHER_SERVER(OAuth2ErrorCodes.INVALID_CLIENT, "aud must name this server", "RFC 7523 §3",
			"write the issuer into aud of the assertion"),
	/** No time of expiry, or a past one. */
	ASSERTION_EXPIRED(OAuth2ErrorCodes.INVALID_CLIENT, "The assertion has expired, or has no exp", "RFC 7523 §3",
			"make a new assertion for each request, and compare the clocks"),
	/** Good for more than five minutes. */
	ASSERTION_LIVES_TOO_LONG(OAuth2ErrorCodes.INVALID_CLIENT, "The assertion may live for five minutes at most",
			"RFC 7523 §3", "write an exp at most five minutes from now, and after iat"),
	/** Not yet good. */
	ASSERTION_FROM_THE_FUTURE(OAuth2ErrorCodes.INVALID_CLIENT, "The assertion is not good yet", "RFC 7523 §3",
			"compare the client's clock with the time of this server"),
	/** A time so far away that no clock shows it. */
	ASSERTION_TIME_IMPOSSIBLE(OAuth2ErrorCodes.INVALID_CLIENT, "exp, nbf and iat must be seconds since 1970",
			"RFC 7519 §2", "write seconds, not milliseconds"),
	/** No identifier, or too long a one. */
	ASSERTION_WITHOUT_ID(OAuth2ErrorCodes.INVALID_CLIENT, "jti must be there, with 1 to 256 characters", "RFC 7523 §3",
			"write a new random jti into each assertion"),
	/** Presented before. */
	ASSERTION_USED_TWICE(OAuth2ErrorCodes.INVALID_CLIENT, "An assertion may be used once only", "RFC 7523 §3",
			"make a new assertion with a new jti for each request"),

	// Requests that a client sends by itself

	/** A method that the endpoint does not have. */
	HTTP_METHOD_UNSUPPORTED(OAuth2ErrorCodes.INVALID_REQUEST, "This endpoint does not have that method",
			"RFC 9110 §15.5.6", "send the request with a method named in the header Allow"),
	/** No host that can be. */
	HOST_MALFORMED(OAuth2ErrorCodes.INVALID_REQUEST, "The host of the request cannot be", "RFC 9110 §7.2",
			"send the request to the address in the metadata"),
	/** More than the server reads. */
	BODY_TOO_LARGE(OAuth2ErrorCodes.INVALID_REQUEST, "The body may have 64 kB at most", "RFC 9110 §15.5.14",
			"send fewer or shorter values"),
	/** A body that would have to be unpacked first. */
	BODY_COMPRESSED(OAuth2ErrorCodes.INVALID_REQUEST, "The body may not be compressed", "RFC 9110 §15.5.16",
			"leave out the header Content-Encoding and send the body as it is"),
	/** A form in another encoding. */
	CHARSET_UNSUPPORTED(OAuth2ErrorCodes.INVALID_REQUEST, "A form must be in UTF-8", "RFC 6749 appendix B",
			"encode the form in UTF-8 and leave charset out of its type"),
	/** A percent sign that begins no letter, say. */
	FORM_MALFORMED(OAuth2ErrorCodes.INVALID_REQUEST, "Parameters must be encoded as those of a form",
			"RFC 6749 appendix B", "encode each name and value, for example a percent sign as %25"),
	/** More than the server reads. */
	TOO_MANY_PARAMETERS(OAuth2ErrorCodes.INVALID_REQUEST, "A request may have 200 parameters at most",
			"RFC 9110 §15.5.1", "send the parameters of the standards only"),
	/** A page that asks its browser whether it may call. */
	ORIGIN_UNKNOWN(OAuth2ErrorCodes.INVALID_REQUEST, "No public client has a redirect URI at the origin of this page",
			"RFC 9700 §2.6", "register a redirect URI with that scheme, host and port for a public client"),
	/** A parameter in the address of a request that has a body. */
	PARAMETER_IN_QUERY(OAuth2ErrorCodes.INVALID_REQUEST, "Parameters must be sent in the body, not in the address",
			"RFC 6749 §2.3.1", "move the parameters into the body, as a form"),
	/** JSON, say, where a form is wanted. */
	BODY_NOT_A_FORM(OAuth2ErrorCodes.INVALID_REQUEST, "The body must be a form, not JSON or anything else",
			"RFC 6749 §3.2", "send the parameters as application/x-www-form-urlencoded"),
	/** A parameter that the request cannot do without. */
	PARAMETER_MISSING(OAuth2ErrorCodes.INVALID_REQUEST, "A parameter is missing, empty or malformed", "RFC 6749 §5.2",
			"send the parameter that was expected"),
	/** A grant that this server does not offer to anybody. */
	GRANT_TYPE_UNSUPPORTED(OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE, "This grant is not offered here", "RFC 6749 §5.2",
			"send one of grant_types_supported"),
	/** A grant that is offered, but not to this client. */
	GRANT_TYPE_NOT_REGISTERED(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "This client is not registered for this grant",
			"RFC 6749 §5.2", "add the grant type to the client"),
	/** A refresh that asks for more than was granted. */
	SCOPE_NOT_GRANTED(OAuth2ErrorCodes.INVALID_SCOPE, "A scope is asked for that was not granted", "RFC 6749 §6",
			"leave scope out, or send some of the scopes that were granted"),

	/** A grant of which the client may not have any scope now. */
	GRANTED_SCOPES_TAKEN(OAuth2ErrorCodes.INVALID_GRANT,
			"Of the scopes that were granted, the client may have none now", "RFC 6749 §5.2",
			"register the client for what it needs, and send the person to be asked again"),

	// How the client proves itself. It reads the same words whatever was wrong

	/** No proof at all. */
	CLIENT_AUTHENTICATION_MISSING(OAuth2ErrorCodes.INVALID_CLIENT, "The client must authenticate", "RFC 6749 §2.3",
			"send the client's secret, or from a public client its client_id and what it proves itself by"),
	/** An Authorization header that is not as HTTP Basic wants it. */
	BASIC_MALFORMED(OAuth2ErrorCodes.INVALID_CLIENT, "The header for HTTP Basic is malformed", "RFC 6749 §2.3.1",
			"encode client id and secret as form values, join them by a colon, and encode that in Base64"),
	/** Secret in the header and in the body. */
	TWO_METHODS(OAuth2ErrorCodes.INVALID_REQUEST, "A client may authenticate in one way only", "RFC 6749 §2.3",
			"send the secret, or the assertion, in one place"),
	/** One client in the header and another one in the body. */
	CLIENT_IDS_DIFFER(OAuth2ErrorCodes.INVALID_REQUEST,
			"client_id in the body must be the client that authenticates in the header", "RFC 6749 §2.3.1",
			"leave client_id out of the body"),
	/** Another way to authenticate than the client is registered for. */
	METHOD_NOT_REGISTERED(OAuth2ErrorCodes.INVALID_CLIENT,
			"The client authenticates in another way than it is registered for", "OpenID Connect Core 1.0 §9",
			"change the client library's authentication method, or the client's"),
	/** A client that nobody registered. */
	CLIENT_UNKNOWN(OAuth2ErrorCodes.INVALID_CLIENT, "No client has this client_id", "RFC 6749 §5.2",
			"compare client_id with the one in the client's settings"),
	/** A client that an administrator stopped. */
	CLIENT_DISABLED(OAuth2ErrorCodes.INVALID_CLIENT, "The client is disabled", "RFC 6749 §5.2",
			"ask an administrator to enable the client"),
	/** Not one of the client's secrets. */
	SECRET_WRONG(OAuth2ErrorCodes.INVALID_CLIENT, "The secret is not one of the client's", "RFC 6749 §2.3.1",
			"compare the secret with the one in the client's settings, also how HTTP Basic encodes it"),
	/** A secret of the client whose time is over. */
	SECRET_EXPIRED(OAuth2ErrorCodes.INVALID_CLIENT, "The secret has expired", "RFC 7591 §3.2.1",
			"give the client its new secret"),

	// Codes and refresh tokens

	/** A code that was never issued, or is long gone. */
	CODE_UNKNOWN(OAuth2ErrorCodes.INVALID_GRANT, "The code is not known", "RFC 6749 §5.2",
			"send the code exactly as it came back from the authorization endpoint"),
	/** A code past its minute. */
	CODE_EXPIRED(OAuth2ErrorCodes.INVALID_GRANT, "The code has expired", "RFC 6749 §4.1.2",
			"redeem the code as soon as it comes"),
	/** A code that was redeemed before; what it gave ends. */
	CODE_USED_TWICE(OAuth2ErrorCodes.INVALID_GRANT, "The code was used before, so what it gave was ended",
			"RFC 6749 §4.1.2", "redeem each code once, also when the person reloads the page"),
	/** A code whose grant was ended. */
	CODE_REVOKED(OAuth2ErrorCodes.INVALID_GRANT, "What the code stands for was ended", "RFC 6749 §5.2",
			"send the person to the authorization endpoint again"),
	/** A code that another client was given; it is worthless from now on. */
	CODE_OF_ANOTHER_CLIENT(OAuth2ErrorCodes.INVALID_GRANT, "The code was given to another client", "RFC 6749 §4.1.3",
			"redeem the code as the client that asked for it"),
	/** Another redirect_uri than the code was asked for with. */
	CODE_REDIRECT_URI_DIFFERS(OAuth2ErrorCodes.INVALID_GRANT,
			"redirect_uri differs from the one in the authorization request", "RFC 6749 §4.1.3",
			"send the redirect_uri of the authorization request again, character by character"),
	/** A code_verifier that does not belong to the code_challenge, or none. */
	CODE_VERIFIER_WRONG(OAuth2ErrorCodes.INVALID_GRANT, "code_verifier does not fit the code_challenge",
			"RFC 7636 §4.6",
			"send the code_verifier from which the code_challenge was made, for each request a new one"),
	/** No code_verifier of a public client, which has nothing else to prove itself by. */
	CODE_VERIFIER_MISSING(OAuth2ErrorCodes.INVALID_REQUEST, "code_verifier must be sent (RFC 7636)", "RFC 7636 §4.5",
			"send the code_verifier from which the code_challenge was made"),
	/** A code_verifier for a code that was asked for without a challenge. */
	CODE_VERIFIER_UNEXPECTED(OAuth2ErrorCodes.INVALID_GRANT,
			"The code was asked for without a code_challenge, so no code_verifier fits", "RFC 9700 §4.8.2",
			"send code_challenge in the authorization request"),
	/** A refresh token that was never issued, or is long gone. */
	REFRESH_TOKEN_UNKNOWN(OAuth2ErrorCodes.INVALID_GRANT, "The refresh token is not known", "RFC 6749 §5.2",
			"send the newest refresh token exactly as it came"),
	/** A refresh token that was not used in time, or whose grant is at its end. */
	REFRESH_TOKEN_EXPIRED(OAuth2ErrorCodes.INVALID_GRANT, "The refresh token has expired", "RFC 6749 §5.2",
			"send the person to the authorization endpoint again"),
	/** A refresh token that was rotated before; its family ends. */
	REFRESH_TOKEN_REPLAYED(OAuth2ErrorCodes.INVALID_GRANT,
			"The refresh token was used before, so all that came from it was ended", "RFC 9700 §4.14.2",
			"keep the new refresh token of each answer, and refresh in one place at a time"),
	/** A refresh token whose grant was ended. */
	REFRESH_TOKEN_REVOKED(OAuth2ErrorCodes.INVALID_GRANT, "What the refresh token stands for was ended",
			"RFC 6749 §5.2", "send the person to the authorization endpoint again"),
	/** A refresh token that another client was given. */
	REFRESH_TOKEN_OF_ANOTHER_CLIENT(OAuth2ErrorCodes.INVALID_GRANT, "The refresh token was given to another client",
			"RFC 6749 §6", "refresh as the client that was given the token"),
	/** The sign-in under the grant is over. */
	SESSION_OVER(OAuth2ErrorCodes.INVALID_GRANT, "The person is no longer signed in", "OpenID Connect Core 1.0 §11",
			"send the person to the authorization endpoint again, or ask for offline_access"),
	/** The account under the grant is disabled or gone. */
	PERSON_GONE(OAuth2ErrorCodes.INVALID_GRANT, "The person may no longer sign in", "RFC 6749 §5.2",
			"nothing; an administrator can enable the account"),

	// Access tokens at userinfo

	/** No access token. */
	ACCESS_TOKEN_MISSING("invalid_token", "An access token must be sent", "RFC 6750 §3.1",
			"send the header Authorization: Bearer with the access token"),
	/** A token in two places. */
	ACCESS_TOKEN_TWICE(OAuth2ErrorCodes.INVALID_REQUEST, "The token must be sent once, in one place", "RFC 6750 §2",
			"send the access token in the header Authorization only"),
	/** Something else than an access token that this server signed. */
	ACCESS_TOKEN_FOREIGN("invalid_token", "This is not an access token that was issued here", "RFC 9068 §4",
			"send the access_token of the token answer, not the ID token or the refresh token"),
	/** An access token past its time. */
	ACCESS_TOKEN_EXPIRED("invalid_token", "The access token has expired", "RFC 6750 §3.1",
			"refresh, and send the new access token"),
	/** An access token for an API. */
	ACCESS_TOKEN_FOR_OTHERS("invalid_token", "The access token is not for this server", "RFC 9068 §4",
			"ask for the scope openid as well, and leave resource out or name this server there too"),
	/** An access token of a client that acts for itself. */
	ACCESS_TOKEN_WITHOUT_PERSON("invalid_token", "The access token stands for no person",
			"OpenID Connect Core 1.0 §5.3", "send one that a person gave, not one from client_credentials"),
	/** An access token that was ended before its time. */
	ACCESS_TOKEN_REVOKED("invalid_token", "The access token was ended", "RFC 6750 §3.1",
			"send the person to the authorization endpoint again"),
	/** An access token without openid. */
	SCOPE_OPENID_MISSING("insufficient_scope", "The token was not granted the scope openid",
			"OpenID Connect Core 1.0 §5.3", "ask for the scope openid in the authorization request"),

	// Registration of clients (RFC 7591, RFC 7592)

	/** No initial access token where one is needed. */
	REGISTRATION_TOKEN_MISSING("invalid_token", "Registration needs an initial access token", "RFC 7591 §3",
			"get one from the operator of this server and send it as a bearer token"),
	/** An initial access token that is not good. */
	REGISTRATION_TOKEN_REFUSED("invalid_token", "The initial access token is unknown, expired or used up",
			"RFC 7591 §3", "get another one from the operator of this server"),
	/** Not the token that came with this client's registration. */
	REGISTRATION_ACCESS_REFUSED("invalid_token", "The token does not belong to a client that is registered here",
			"RFC 7592 §2", "send the registration_access_token of the last answer to its registration_client_uri"),
	/** A body that is no JSON object. */
	REGISTRATION_MALFORMED("invalid_client_metadata", "The body must be one JSON object without repeated members",
			"RFC 7591 §3.1", "send the client's metadata as JSON"),
	/** A redirect URI that breaks a rule; which one is told to the client. */
	REGISTRATION_REDIRECT_URI("invalid_redirect_uri", "A redirect URI breaks a rule", "RFC 7591 §3.2.2",
			"register addresses that keep the rules"),
	/** Anything else that breaks a rule; which one is told to the client. */
	REGISTRATION_METADATA("invalid_client_metadata", "The metadata break a rule", "RFC 7591 §3.2.2",
			"change the member that is named"),
	/** A statement of somebody whom nobody here knows. */
	REGISTRATION_SOFTWARE_STATEMENT("unapproved_software_statement", "Software statements are not accepted here",
			"RFC 7591 §2.3", "send the metadata as plain members"),
	/** More strangers in an hour than the operator wants. */
	REGISTRATIONS_TOO_MANY("too_many_requests", "Too many clients were registered or changed in this hour",
			"RFC 7591 §5", "wait, or register with an initial access token"),

	// Devices

	/** More devices wait for a decision than may. */
	DEVICE_CODES_TOO_MANY(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, "Too many devices wait for a decision",
			"RFC 8628 §5.2", "begin a request only when a person asks for it, and let old ones expire"),
	/** Nobody has decided yet: the normal answer to a poll. */
	DEVICE_DECISION_PENDING("authorization_pending", "The person has not decided yet", "RFC 8628 §3.5",
			"nothing; ask again after the interval"),
	/** A poll that came too soon after the last one. */
	DEVICE_POLLS_TOO_OFTEN("slow_down", "The device asks too often; the interval is now 5 seconds longer",
			"RFC 8628 §3.5", "wait for the interval between two polls, and 5 seconds longer after each slow_down"),
	/** The person refused the device. */
	DEVICE_DENIED(OAuth2ErrorCodes.ACCESS_DENIED, "The person did not allow it", "RFC 8628 §3.5",
			"begin anew when the person wants to"),
	/** Nobody decided in time. */
	DEVICE_CODE_EXPIRED("expired_token", "The device code has expired", "RFC 8628 §3.5",
			"begin anew when the person wants to"),
	/**
	 * A device code that was never issued to this client, has been used, or is long gone.
	 */
	DEVICE_CODE_WORTHLESS(OAuth2ErrorCodes.INVALID_GRANT,
			"The device code is unknown, used, or was given to another client", "RFC 8628 §3.5",
			"send the device_code exactly as it came, and stop once there are tokens"),
	/** What the person had given was ended before the device came for it. */
	DEVICE_GRANT_ENDED(OAuth2ErrorCodes.INVALID_GRANT, "What the person allowed was ended", "RFC 6749 §5.2",
			"begin anew when the person wants to"),

	// Token exchange

	/** A client without credentials. */
	EXCHANGE_BY_PUBLIC_CLIENT(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
			"Tokens are exchanged by clients that can prove who they are", "RFC 8693 §5",
			"exchange tokens in a service that has credentials"),
	/** A parameter that must be sent, or goes only with another one. */
	EXCHANGE_PARAMETER_MISSING(OAuth2ErrorCodes.INVALID_REQUEST,
			"subject_token and subject_token_type must be sent, actor_token and actor_token_type together",
			"RFC 8693 §2.1", "send both parameters of a pair"),
	/** A type of token that is not taken in exchange. */
	EXCHANGE_TOKEN_TYPE(OAuth2ErrorCodes.INVALID_REQUEST, "Only access tokens are taken in exchange", "RFC 8693 §3",
			"send an access token, with the type urn:ietf:params:oauth:token-type:access_token"),
	/** A type of token that is not given in exchange. */
	EXCHANGE_REQUESTED_TYPE(OAuth2ErrorCodes.INVALID_REQUEST, "Only access tokens are given in exchange",
			"RFC 8693 §2.2.2", "leave requested_token_type out"),
	/** A subject token that is not from here, has expired or was ended. */
	EXCHANGE_SUBJECT_WORTHLESS(OAuth2ErrorCodes.INVALID_REQUEST,
			"subject_token must be an access token from here that still stands", "RFC 8693 §2.2.2",
			"get a new access token and exchange that"),
	/** A subject token of a client, with no person behind it. */
	EXCHANGE_SUBJECT_WITHOUT_PERSON(OAuth2ErrorCodes.INVALID_REQUEST, "subject_token must stand for a person",
			"RFC 8693 §2.2.2", "use client_credentials where nobody is acted for"),
	/** A subject token that is neither the caller's own nor meant for it. */
	EXCHANGE_SUBJECT_OF_OTHERS(OAuth2ErrorCodes.INVALID_REQUEST,
			"subject_token must have been given to this client, or be meant for an API that it is", "RFC 8693 §2.2.2",
			"exchange only tokens that came to you, and name this client at the API that it is"),
	/**
	 * An actor token that is not from here, has expired, was ended, or is not the
	 * caller's.
	 */
	EXCHANGE_ACTOR_WORTHLESS(OAuth2ErrorCodes.INVALID_REQUEST,
			"actor_token must be an access token from here that still stands and was given to this client",
			"RFC 8693 §2.2.2", "send an access token of your own, or leave actor_token out to act yourself"),
	/** Somebody else than the subject token allows to act. */
	EXCHANGE_ACTOR_NOT_ALLOWED(OAuth2ErrorCodes.INVALID_REQUEST, "The subject token names another actor in may_act",
			"RFC 8693 §4.4", "exchange the token as the actor that it names"),
	/** A chain of actors that is too long. */
	EXCHANGE_CHAIN_TOO_LONG(OAuth2ErrorCodes.INVALID_REQUEST, "The token was exchanged too often already",
			"RFC 8693 §4.1", "exchange a token from nearer to the person"),
	/** No target, where there is a choice. */
	EXCHANGE_TARGET_MISSING("invalid_target", "audience or resource must name the API that the token is for",
			"RFC 8693 §2.1", "send audience with the identifier of the API"),
	/** A client that may exchange for no API. */
	EXCHANGE_WITHOUT_TARGETS("invalid_target", "This client may not exchange tokens for any API", "RFC 8693 §2.2.2",
			"add the API to the client's exchange-audiences"),
	/** A target that the client may not exchange for. */
	EXCHANGE_TARGET_NOT_ALLOWED("invalid_target", "This client may not exchange tokens for that API", "RFC 8693 §2.2.2",
			"add the API to the client's exchange-audiences, or send one of them"),
	/** A scope that would grow, or none that is left. */
	EXCHANGE_SCOPE_NOT_ALLOWED(OAuth2ErrorCodes.INVALID_SCOPE,
			"A scope must be in the subject token, belong to the API, and be registered for this client",
			"RFC 8693 §2.1", "ask for less, or for more when the person signs in"),

	// Upstream providers, on a page

	/** The person said no over there. */
	UPSTREAM_CANCELLED(OAuth2ErrorCodes.ACCESS_DENIED, "The person said no at the provider", "RFC 6749 §4.1.2.1",
			"nothing is wrong; the person can try again"),
	/** An answer to no visit of this browser, or to one that was answered before. */
	UPSTREAM_STATE(OAuth2ErrorCodes.INVALID_REQUEST, "An answer must belong to a visit of this browser, once",
			"RFC 6749 §10.12", "begin at the sign-in page, with cookies allowed, and go through it once"),
	/** A visit that took too long. */
	UPSTREAM_EXPIRED(OAuth2ErrorCodes.INVALID_REQUEST, "A visit to a provider may take ten minutes", "RFC 6749 §10.12",
			"begin again at the sign-in page"),
	/** The provider answered with an error. */
	UPSTREAM_REFUSED(OAuth2ErrorCodes.SERVER_ERROR, "The provider refused what this server asked", "RFC 6749 §5.2",
			"run the checklist of the provider"),
	/** The provider is away, slow or has trouble. */
	UPSTREAM_DOWN(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, "The provider did not answer in time", "RFC 6749 §4.1.2.1",
			"see whether the provider has trouble, and run its checklist"),
	/** What came back is broken, or does not prove what it must. */
	UPSTREAM_UNUSABLE(OAuth2ErrorCodes.SERVER_ERROR, "What the provider answered proves nothing",
			"OpenID Connect Core 1.0 §3.1.3.7", "run the checklist of the provider, and try it"),
	/** The provider's settings, or the table of linking, say no. */
	UPSTREAM_NOT_ALLOWED(OAuth2ErrorCodes.ACCESS_DENIED, "The settings do not let this person in", "RFC 6749 §4.1.2.1",
			"compare what came with the settings of the provider"),
	/** Somebody at a provider who is linked to another account. */
	UPSTREAM_LINK_TAKEN(OAuth2ErrorCodes.ACCESS_DENIED, "This person of the provider is linked to an account already",
			"RFC 6749 §4.1.2.1", "remove the link at the other account first"),
	/**
	 * A proof or a new account that was finished before, or never begun in this browser.
	 */
	UPSTREAM_ARRIVAL_GONE(OAuth2ErrorCodes.INVALID_REQUEST,
			"What was begun after a visit is over, or not of this browser", "RFC 6749 §10.12",
			"begin again at the sign-in page"),

	// Sign-out that a client asks for, on a page

	/** A post_logout_redirect_uri that is not registered, character by character. */
	POST_LOGOUT_REDIRECT_URI_UNKNOWN(OAuth2ErrorCodes.INVALID_REQUEST,
			"post_logout_redirect_uri is not registered for this client", "OpenID Connect RP-Initiated Logout 1.0 §3",
			"register exactly this address, or send exactly a registered one"),
	/** An ID token that was given to another client than the one that is named. */
	LOGOUT_HINT_OF_ANOTHER_CLIENT(OAuth2ErrorCodes.INVALID_REQUEST, "id_token_hint was not given to this client",
			"OpenID Connect RP-Initiated Logout 1.0 §2",
			"send an ID token that this client got, or leave client_id out"),

	// Notices from upstream providers

	/** A logout token that proves nothing, or came before. */
	UPSTREAM_LOGOUT_TOKEN_WORTHLESS(OAuth2ErrorCodes.INVALID_REQUEST,
			"logout_token must be one of the provider, for this server, new, and good now",
			"OpenID Connect Back-Channel Logout 1.0 §2.6",
			"compare what came with the provider's settings, and the clocks"),

	/** Refused by a rule that has no name of its own. */
	OTHER(OAuth2ErrorCodes.INVALID_REQUEST, "The request was refused", "RFC 6749 §5.2",
			"tell an administrator the reference");

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
