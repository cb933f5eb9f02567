package dev.signet.protocol.request;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.DefaultJOSEProcessor;
import com.nimbusds.jose.proc.SecurityContext;
import dev.signet.client.Client;
import dev.signet.client.ClientKeySets;
import dev.signet.outbound.OutboundAnswer;
import dev.signet.outbound.OutboundFailed;
import dev.signet.outbound.OutboundHttp;
import dev.signet.protocol.authentication.ClientSignatures;
import dev.signet.refusal.Refusal;
import dev.signet.refusal.RefusalError;
import dev.signet.signin.journey.PendingRequests;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Takes an authorization request out of its request object (OpenID Connect Core 1.0 §6.1,
 * RFC 9101). What is in the object wins. Beside an unsigned object other parameters count
 * too, as Core has it; beside a signed one they do not (RFC 9101 §6.3). An unsigned
 * object proves nothing, so it is worth what a plain request is (docs/decisions/0017).
 */
@Component
public class RequestObjects {

	/** More than a request that can be kept has in Base64. */
	private static final int LONGEST = 2 * PendingRequests.MAX_LENGTH;

	/** By how many seconds the client's clock may be wrong. */
	private static final BigDecimal SKEW = BigDecimal.valueOf(60);

	private static final @Nullable JOSEObjectType NO_TYPE = null;

	/** RFC 9101 §4, and older clients, which say less. */
	private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES = new DefaultJOSEObjectTypeVerifier<>(
			NO_TYPE, JOSEObjectType.JWT, new JOSEObjectType("oauth-authz-req+jwt"));

	private final ClientSignatures signatures;

	private final OutboundHttp http;

	private final String issuer;

	private final Clock clock;

	RequestObjects(ClientSignatures signatures, OutboundHttp http, PublicAddress address, Clock clock) {
		this.signatures = signatures;
		this.http = http;
		this.issuer = address.issuer().toString();
		this.clock = clock;
	}

	/**
	 * The parameters that count. May call the client's server for the object and for its
	 * keys, so no database connection may be held.
	 * @param client who asks
	 * @param sent what it sent, with a request object or without
	 */
	public RequestParameters open(Client client, RequestParameters sent) {
		int objects = sent.values("request").size();
		int references = sent.values("request_uri").size();
		if (objects + references != 1) {
			// Two of a kind are refused like any parameter that came twice, and both
			// kinds together by ResponseRules
			return sent;
		}
		return (objects == 1) ? open(client, sent.values("request").get(0), sent.without("request"))
				: openReference(client, sent.values("request_uri").get(0), sent.without("request_uri"));
	}

	/**
	 * By reference (OpenID Connect Core 1.0 §6.2). Only addresses that were registered
	 * are called, so nobody sends this server anywhere. A fragment tells caches that the
	 * object has changed; nothing is kept here.
	 */
	private RequestParameters openReference(Client client, String reference, RequestParameters outside) {
		if (!client.requestUris().contains(reference)) {
			throw refusal(RefusalError.of(Refusal.REQUEST_URI_UNKNOWN, reference), client, outside);
		}
		try {
			OutboundAnswer answer = this.http.get(URI.create(reference.split("#")[0]),
					"application/oauth-authz-req+jwt, application/jwt", LONGEST);
			if (answer.status() == HttpStatus.OK.value()) {
				return open(client, answer.text().strip(), outside);
			}
			throw refusal(RefusalError.of(Refusal.REQUEST_URI_UNREADABLE, "status " + answer.status()), client,
					outside);
		}
		catch (OutboundFailed ex) {
			throw refusal(RefusalError.of(Refusal.REQUEST_URI_UNREADABLE, ex.getMessage()), client, outside);
		}
	}

	private RequestParameters open(Client client, String text, RequestParameters outside) {
		Arrived arrived = read(client, text, outside);
		checkSignature(arrived);
		checkParties(arrived);
		checkTimes(arrived);
		checkParameters(arrived);
		return arrived.inside().filledFrom(arrived.object().signed() ? clientId(client) : arrived.outside());
	}

	private static Arrived read(Client client, String text, RequestParameters outside) {
		if (text.length() > LONGEST) {
			throw refusal(RefusalError.of(Refusal.REQUEST_TOO_LONG, text.length() + " characters",
					"a request object of at most %d characters".formatted(LONGEST)), client, outside);
		}
		RequestObject object = RequestObject.parse(text)
			.filter(RequestObjects::ofRightType)
			.orElseThrow(() -> refusal(RefusalError.of(Refusal.REQUEST_OBJECT_MALFORMED), client, outside));
		return new Arrived(client, object, object.parameters(), outside);
	}

	private static boolean ofRightType(RequestObject object) {
		try {
			TYPES.verify(object.jose().getHeader().getType(), null);
			return true;
		}
		catch (BadJOSEException ex) {
			return false;
		}
	}

	private void checkSignature(Arrived arrived) {
		RequestObject object = arrived.object();
		List<String> algorithms = algorithms(arrived.client());
		if (!algorithms.contains(object.algorithm())) {
			throw arrived.refuse(RefusalError.of(Refusal.REQUEST_OBJECT_ALGORITHM, object.algorithm(),
					String.join(" or ", algorithms)));
		}
		if (!object.signed()) {
			return;
		}
		DefaultJOSEProcessor<SecurityContext> processor = new DefaultJOSEProcessor<>();
		processor.setJWSTypeVerifier(TYPES);
		this.signatures.accept(processor, arrived.client(), List.of(object.algorithm()));
		try {
			processor.process(object.jose(), null);
		}
		catch (BadJOSEException | JOSEException ex) {
			throw arrived.refuse(RefusalError.of(Refusal.REQUEST_OBJECT_SIGNATURE_WRONG));
		}
	}

	/** The registered one, or all. */
	private static List<String> algorithms(Client client) {
		String registered = client.requestObjectAlgorithm();
		return (registered == null) ? ClientKeySets.REQUEST_OBJECT_ALGORITHMS : List.of(registered);
	}

	/** From whom and for whom it is (RFC 9101 §4, §5, §10.8). */
	private void checkParties(Arrived arrived) {
		RequestObject object = arrived.object();
		String clientId = arrived.client().clientId();
		boolean otherIssuer = (object.signed() || object.has("iss")) && !clientId.equals(object.text("iss"));
		boolean otherClient = object.has("client_id") && !clientId.equals(arrived.inside().only("client_id"));
		if (otherIssuer || otherClient) {
			throw arrived.refuse(RefusalError.of(Refusal.REQUEST_OBJECT_OF_ANOTHER_CLIENT));
		}
		if (object.signed() && clientId.equals(object.text("sub"))) {
			// Whoever sees the address could prove by it to be the client
			throw arrived.refuse(RefusalError.of(Refusal.REQUEST_OBJECT_ABOUT_THE_CLIENT));
		}
		List<String> audiences = object.audiences();
		if ((object.signed() || object.has("aud")) && !audiences.contains(this.issuer)) {
			throw arrived.refuse(RefusalError.of(Refusal.REQUEST_OBJECT_FOR_ANOTHER_SERVER,
					audiences.isEmpty() ? null : String.join(" ", audiences), this.issuer));
		}
	}

	private void checkTimes(Arrived arrived) {
		RequestObject object = arrived.object();
		BigDecimal now = BigDecimal.valueOf(this.clock.instant().getEpochSecond());
		BigDecimal expires = object.moment("exp");
		if (object.has("exp") && (expires == null || now.compareTo(expires) >= 0)) {
			throw arrived.refuse(RefusalError.of(Refusal.REQUEST_OBJECT_EXPIRED));
		}
		BigDecimal begins = object.moment("nbf");
		if (object.has("nbf") && (begins == null || begins.compareTo(now.add(SKEW)) > 0)) {
			throw arrived.refuse(RefusalError.of(Refusal.REQUEST_OBJECT_FROM_THE_FUTURE));
		}
	}

	private static void checkParameters(Arrived arrived) {
		RequestParameters inside = arrived.inside();
		if (arrived.object().has("request") || arrived.object().has("request_uri")) {
			throw arrived.refuse(RefusalError.of(Refusal.REQUEST_OBJECT_NESTED));
		}
		// OpenID Connect Core 1.0 §6.1
		String responseType = arrived.outside().only("response_type");
		if (responseType != null && inside.has("response_type") && !responseType.equals(inside.only("response_type"))) {
			throw arrived.refuse(RefusalError.of(Refusal.REQUEST_OBJECT_DIFFERS, responseType));
		}
	}

	/**
	 * The client is told where a redirect URI that it registered stands beside the object
	 * or in it. An object that is refused proves nothing, but then neither does a plain
	 * request, and both lead to the client's own addresses only.
	 */
	private static OAuth2AuthorizationCodeRequestAuthenticationException refusal(RefusalError error, Client client,
			RequestParameters known) {
		String redirectUri = known.only("redirect_uri");
		return (redirectUri != null && RegisteredRedirectUris.contain(client, redirectUri))
				? new ProvedRequest(client, redirectUri, known).refuse(error) : new UnprovedRequest(error);
	}

	private static RequestParameters clientId(Client client) {
		return new RequestParameters(Map.of("client_id", new String[] { client.clientId() }));
	}

	/**
	 * A request object that is not proved yet.
	 *
	 * @param client who is said to have sent it
	 * @param object the object
	 * @param inside the parameters in it
	 * @param outside the parameters beside it
	 */
	private record Arrived(Client client, RequestObject object, RequestParameters inside, RequestParameters outside) {

		OAuth2AuthorizationCodeRequestAuthenticationException refuse(RefusalError error) {
			return refusal(error, this.client, this.outside.filledFrom(this.inside));
		}

	}

}
