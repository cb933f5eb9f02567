package dev.signet.federation.check;

import java.util.List;
import java.util.Locale;

import dev.signet.checklist.CheckLine;
import dev.signet.checklist.CheckLine.State;

/**
 * All that a look at a provider can find. Each has a sentence, and each that needs one a
 * cure, in the messages under {@code federation.found}. The names are stored; never
 * rename one.
 */
public enum Finding {

	/** Another line failed, without which there is nothing to look at. */
	NEEDS_OTHER(State.SKIPPED),

	/** The provider took too long before. */
	NO_TIME(State.SKIPPED),

	/** The provider's documents do not say, and need not. */
	NOT_TOLD(State.SKIPPED),

	/** It is no part of OAuth 2.0 without OpenID Connect. */
	NOT_IN_OAUTH(State.SKIPPED),

	/** All that it would tell was typed. */
	NOT_NEEDED(State.SKIPPED),

	/** No name, no connection, or one that broke. */
	NOT_REACHED(State.FAILED),

	/** This server does not call there. */
	NOT_CALLED(State.FAILED),

	/** No TLS, or a certificate that nobody vouches for. */
	NOT_TRUSTED(State.FAILED),

	/** The answer took too long, or too many calls are under way. */
	TOO_SLOW(State.FAILED),

	/** The answer is longer than any honest one. */
	TOO_LONG(State.FAILED),

	/** The answer has another status than it should. */
	WRONG_STATUS(State.FAILED),

	/** The document is there. */
	DISCOVERED(State.PASSED),

	/** What is there is no such document. */
	NO_DOCUMENT(State.FAILED),

	/** The document lacks what it must have. */
	DOCUMENT_INCOMPLETE(State.FAILED),

	/** The issuer is the one that was typed. */
	SAME_ISSUER(State.PASSED),

	/** The issuer is a pattern, into which each sign-in puts its tenant. */
	ISSUER_OF_TENANTS(State.PASSED),

	/** The issuer is another one. */
	OTHER_ISSUER(State.FAILED),

	/** All endpoints are https. */
	ENDPOINTS_PROTECTED(State.PASSED),

	/** Some are not, but lead to this very machine. */
	ENDPOINTS_ALLOWED(State.PASSED),

	/** Some are no addresses, or such with credentials in them. */
	ENDPOINT_UNUSABLE(State.FAILED),

	/** Some are not. */
	ENDPOINTS_PLAIN(State.FAILED),

	/** There are keys of which all is fine. */
	KEYS_USABLE(State.PASSED),

	/** There are usable keys, and others that are too short. */
	KEYS_WEAK(State.WARNED),

	/** There are usable keys that cannot be told apart. */
	KEYS_UNNAMED(State.WARNED),

	/** None of the keys seen before is there any more. */
	KEYS_REPLACED(State.WARNED),

	/** What is there is no set of keys. */
	NO_KEY_SET(State.FAILED),

	/** There is no usable key. */
	NO_USABLE_KEY(State.FAILED),

	/** Keys are published that must be kept secret. */
	KEYS_TOLD(State.FAILED),

	/** The provider signs in none of the ways that this server verifies. */
	OTHER_ALGORITHMS(State.FAILED),

	/** The clocks agree. */
	CLOCKS_AGREE(State.PASSED),

	/** They differ, which may soon be too much. */
	CLOCKS_DIFFER(State.WARNED),

	/** They differ too much. */
	CLOCKS_WRONG(State.FAILED),

	/** This server proves itself in a way that is offered. */
	METHOD_OFFERED(State.PASSED),

	/** It does so in a way that is not offered. */
	METHOD_NOT_OFFERED(State.WARNED),

	/** A wrong code was refused, the client was not. */
	CLIENT_ACCEPTED(State.PASSED),

	/** The client was refused. */
	CLIENT_REFUSED(State.FAILED),

	/** The client is known and may not do this. */
	CLIENT_NOT_ALLOWED(State.FAILED),

	/** The redirect URI was refused. */
	REDIRECT_URI_REFUSED(State.FAILED),

	/** The provider looks at the code first. */
	CLIENT_NOT_TOLD(State.SKIPPED),

	/** The answer is none of a token endpoint. */
	NO_TOKEN_ANSWER(State.FAILED),

	/** A code that does not exist was redeemed. */
	ANY_CODE_TAKEN(State.FAILED),

	/** The secret is good until then. */
	SECRET_GOOD(State.PASSED),

	/** Nobody said until when it is good. */
	SECRET_END_UNKNOWN(State.SKIPPED),

	/** It ends soon. */
	SECRET_ENDS(State.WARNED),

	/** It has ended. */
	SECRET_ENDED(State.FAILED),

	/** None is stored. */
	SECRET_MISSING(State.FAILED),

	/** This client needs none. */
	SECRET_NOT_NEEDED(State.SKIPPED),

	/** The key makes a new secret each time. */
	SECRET_MADE(State.PASSED),

	/** What is stored cannot be read, or is no key. */
	SECRET_UNUSABLE(State.FAILED),

	/** Codes are given. */
	CODES_GIVEN(State.PASSED),

	/** They are not. */
	NO_CODES(State.FAILED),

	/** PKCE is offered. */
	PKCE_OFFERED(State.PASSED),

	/** Only the weak kind is. */
	PKCE_WEAK(State.WARNED),

	/** It is not used with this provider. */
	PKCE_LEFT_OUT(State.SKIPPED),

	/** All scopes are known. */
	SCOPES_KNOWN(State.PASSED),

	/** Some are not. */
	SCOPES_UNKNOWN(State.WARNED),

	/** All were granted. */
	ALL_GRANTED(State.PASSED),

	/** Some were not. */
	LESS_GRANTED(State.WARNED),

	/** Nobody tried this version within the hour. */
	NOT_TRIED(State.SKIPPED);

	private final State state;

	Finding(State state) {
		this.state = state;
	}

	/** What it means. */
	public State state() {
		return this.state;
	}

	/** A line that tells this. */
	public CheckLine line(Check check, String... values) {
		return new CheckLine(check, this.state, messageKey(), List.of(values));
	}

	/** Whether a line tells this. */
	boolean in(CheckLine line) {
		return line.messageKey().equals(messageKey());
	}

	/** The key of the sentence that tells it. */
	public String messageKey() {
		return "federation.found." + name().toLowerCase(Locale.ROOT);
	}

}
