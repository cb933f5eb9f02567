package dev.signet.federation.look;

import java.util.Map;
import java.util.Optional;

import dev.signet.federation.call.UpstreamHttp;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.outbound.OutboundAnswer;

/**
 * What a token endpoint answers to a code that does not exist (RFC 6749 §5.2), in the
 * dialects of those who do not keep to the standard.
 *
 * @param verdict what it means
 * @param said the error as the provider put it; foreign text
 */
record CodeAnswer(Verdict verdict, String said) {

	private static final int UNAUTHORIZED = 401;

	private static final int SERVER_ERROR = 500;

	/** GitHub has names of its own, and answers "Not Found" to an unknown client. */
	private static final Map<String, Verdict> ERRORS = Map.of("invalid_grant", Verdict.CODE_REFUSED,
			"bad_verification_code", Verdict.CODE_REFUSED, "invalid_client", Verdict.CLIENT_REFUSED,
			"incorrect_client_credentials", Verdict.CLIENT_REFUSED, "Not Found", Verdict.CLIENT_REFUSED,
			"unauthorized_client", Verdict.NOT_ALLOWED, "redirect_uri_mismatch", Verdict.REDIRECT_URI_REFUSED,
			"invalid_redirect_uri", Verdict.REDIRECT_URI_REFUSED);

	/** Facebook: 101 for an unknown app, 191 for an address that is not registered. */
	private static final Map<Integer, Verdict> NUMBERS = Map.of(100, Verdict.CODE_REFUSED, 101, Verdict.CLIENT_REFUSED,
			191, Verdict.REDIRECT_URI_REFUSED);

	/** Reads an answer. */
	static CodeAnswer of(OutboundAnswer answer) {
		Optional<Map<String, Object>> object = object(answer);
		if (answer.status() >= SERVER_ERROR) {
			return new CodeAnswer(Verdict.TROUBLE, "");
		}
		if (object.isEmpty()) {
			return new CodeAnswer((answer.status() == UNAUTHORIZED) ? Verdict.CLIENT_REFUSED : Verdict.NO_ANSWER,
					String.valueOf(answer.status()));
		}
		if (object.get().get("access_token") != null || object.get().get("id_token") != null) {
			return new CodeAnswer(Verdict.TOKEN, "");
		}
		return of(object.get(), answer.status());
	}

	private static CodeAnswer of(Map<String, Object> object, int status) {
		Object error = object.get("error");
		if (error instanceof Map<?, ?> facebook) {
			String message = String.valueOf(facebook.get("message"));
			Verdict verdict = (facebook.get("code") instanceof Integer code)
					? NUMBERS.getOrDefault(code, byText(message)) : Verdict.UNCLEAR;
			return new CodeAnswer(verdict, message);
		}
		if (!(error instanceof String name)) {
			return new CodeAnswer((status == UNAUTHORIZED) ? Verdict.CLIENT_REFUSED : Verdict.NO_ANSWER,
					String.valueOf(status));
		}
		Verdict otherwise = (status == UNAUTHORIZED) ? Verdict.CLIENT_REFUSED : Verdict.UNCLEAR;
		String said = (object.get("error_description") instanceof String text) ? name + ": " + text : name;
		return new CodeAnswer(ERRORS.getOrDefault(name, otherwise), said);
	}

	/** Facebook has one number for a wrong secret and for whatever else goes wrong. */
	private static Verdict byText(String message) {
		return message.contains("client secret") ? Verdict.CLIENT_REFUSED : Verdict.UNCLEAR;
	}

	private static Optional<Map<String, Object>> object(OutboundAnswer answer) {
		try {
			return Optional.of(UpstreamHttp.object("The token endpoint", answer));
		}
		catch (UpstreamTrouble ex) {
			return Optional.empty();
		}
	}

	/** What an answer means. */
	enum Verdict {

		/** The code was refused. */
		CODE_REFUSED,

		/** The client was. */
		CLIENT_REFUSED,

		/** The client is known and may not do this. */
		NOT_ALLOWED,

		/** The redirect URI was refused. */
		REDIRECT_URI_REFUSED,

		/** Something was, and who knows what. */
		UNCLEAR,

		/** A token, for a code that does not exist. */
		TOKEN,

		/** The provider has trouble of its own. */
		TROUBLE,

		/** No answer of a token endpoint. */
		NO_ANSWER;

		/**
		 * Whether somebody has looked at the client and let it pass, or not yet looked.
		 */
		boolean leavesClientOpen() {
			return this == CODE_REFUSED || this == UNCLEAR;
		}

	}

}
