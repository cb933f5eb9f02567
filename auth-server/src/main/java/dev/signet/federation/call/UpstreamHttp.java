package dev.signet.federation.call;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.signet.outbound.OutboundAnswer;
import dev.signet.outbound.OutboundCall;
import dev.signet.outbound.OutboundFailed;
import dev.signet.outbound.OutboundHttp;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Calls to providers: JSON in answers of at most one megabyte, no redirects, and in all
 * no longer than somebody may be kept waiting. Whoever holds a transaction is refused.
 */
@Component
public final class UpstreamHttp {

	private static final int LONGEST = 1024 * 1024;

	private static final String JSON_TYPE = "application/json";

	private static final int OK = 200;

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int SERVER_ERROR = 500;

	private static final int NOT_IMPLEMENTED = 501;

	private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
	};

	/** A member that comes twice means different things to different readers. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private final OutboundHttp http;

	UpstreamHttp(OutboundHttp http) {
		this.http = http;
	}

	/**
	 * Reads a document that everybody may read.
	 * @param what what it is, for the sentence about a failure
	 */
	public Map<String, Object> read(String what, URI address, Deadline deadline) throws UpstreamTrouble {
		return object(what, usable(what, get(what, address, JSON_TYPE, null, deadline), FailureReason.NOTHING_USABLE));
	}

	/**
	 * Reads what a person allowed this server to read (RFC 6750 §2.1).
	 * @param what what it is, for the sentence about a failure
	 */
	public OutboundAnswer readWith(String token, String what, URI address, Deadline deadline) throws UpstreamTrouble {
		return usable(what, get(what, address, JSON_TYPE, token, deadline), FailureReason.REFUSED_BY_PROVIDER);
	}

	/** Fetches, whatever is answered. */
	public OutboundAnswer get(String what, URI address, String accept, @Nullable String token, Deadline deadline)
			throws UpstreamTrouble {
		Map<String, String> headers = new HashMap<>(Map.of("Accept", accept));
		if (token != null) {
			headers.put("Authorization", "Bearer " + token);
		}
		return send(what, new OutboundCall("GET", address, headers, null, LONGEST, deadline.left()));
	}

	/** Sends a body, whatever is answered. */
	public OutboundAnswer post(String what, URI address, Map<String, String> headers, byte[] body, Deadline deadline)
			throws UpstreamTrouble {
		return send(what, new OutboundCall("POST", address, headers, body, LONGEST, deadline.left()));
	}

	/**
	 * An answer that is what was asked for.
	 * @param otherwise what it means when the request itself was refused
	 */
	public static OutboundAnswer usable(String what, OutboundAnswer answer, FailureReason otherwise)
			throws UpstreamTrouble {
		int status = answer.status();
		if (status == OK) {
			return answer;
		}
		String detail = what + ": answered with status " + status + ".";
		if (status > NOT_IMPLEMENTED) {
			throw UpstreamTrouble.away(detail, null);
		}
		if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
			// Not against its health: a made-up code is enough to get this from some
			throw UpstreamTrouble.of(FailureReason.PROVIDER_DOWN, detail);
		}
		throw UpstreamTrouble.of((status < 400) ? FailureReason.NOTHING_USABLE : otherwise, detail);
	}

	/** What is answered as a JSON object. */
	public static Map<String, Object> object(String what, OutboundAnswer answer) throws UpstreamTrouble {
		try {
			Map<String, Object> object = JSON.readValue(answer.body(), OBJECT);
			if (object != null) {
				return object;
			}
		}
		catch (JacksonException ex) {
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, what + ": is not a JSON object.", ex);
		}
		throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, what + ": is not a JSON object.");
	}

	/** What is answered as any JSON value. */
	public static @Nullable Object value(String what, OutboundAnswer answer) throws UpstreamTrouble {
		try {
			return JSON.readValue(new String(answer.body(), StandardCharsets.UTF_8), Object.class);
		}
		catch (JacksonException ex) {
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, what + ": is not JSON.", ex);
		}
	}

	private OutboundAnswer send(String what, OutboundCall call) throws UpstreamTrouble {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalStateException("A provider may be slow: nobody may hold a connection meanwhile");
		}
		try {
			return this.http.send(call);
		}
		catch (OutboundFailed ex) {
			String detail = what + ": " + ex.getMessage();
			if (ex.reason() == OutboundFailed.Reason.TOO_BIG) {
				throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, detail, ex);
			}
			if (ex.reason() == OutboundFailed.Reason.BUSY) {
				throw UpstreamTrouble.notCalled(detail, ex);
			}
			throw UpstreamTrouble.away(detail, ex);
		}
	}

}
