package dev.signet.federation.exchange;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.federation.call.Deadline;
import dev.signet.federation.call.EndpointRules;
import dev.signet.federation.call.FailureReason;
import dev.signet.federation.call.UpstreamHttp;
import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.ProviderEndpoints;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads what providers tell about themselves (OpenID Connect Discovery 1.0 §4) and
 * remembers it for an hour; when it cannot be read again, or what is read then cannot be
 * used, for a day.
 */
@Component
public final class Discovery {

	private static final String PATH = "/.well-known/openid-configuration";

	private static final String WHAT = "The discovery document";

	private static final Duration FRESH = Duration.ofHours(1);

	private static final Duration KEPT = Duration.ofDays(1);

	private static final int MOST = 1_000;

	private final Cache<String, Read> documents = Caffeine.newBuilder().maximumSize(MOST).build();

	private final UpstreamHttp http;

	private final Clock clock;

	Discovery(UpstreamHttp http, Clock clock) {
		this.http = http;
		this.clock = clock;
	}

	/** Where a provider answers. May call it, unless that is remembered. */
	public UpstreamMetadata of(Provider provider, Deadline deadline) throws UpstreamTrouble {
		return needsDocument(provider) ? told(provider, deadline) : metadata(provider, Map.of());
	}

	/** Whether {@link #of} needs no call. */
	public boolean remembers(Provider provider) {
		String issuer = provider.settings().endpoints().issuer();
		Read read = (issuer != null) ? this.documents.getIfPresent(issuer) : null;
		return !needsDocument(provider) || (read != null && isFresh(read));
	}

	/** Remembers what was just read elsewhere, so that a trial meets what was checked. */
	public void learn(Provider provider, Map<String, Object> document) {
		String issuer = provider.settings().endpoints().issuer();
		if (issuer != null && !document.isEmpty()) {
			this.documents.put(issuer, new Read(document, this.clock.instant()));
		}
	}

	/** Whether it is not all set by hand. */
	public static boolean needsDocument(Provider provider) {
		ProviderEndpoints endpoints = provider.settings().endpoints();
		return provider.preset().openIdConnect()
				&& (endpoints.authorization() == null || endpoints.token() == null || endpoints.jwks() == null);
	}

	/** Where the document of an issuer is. */
	public static URI address(String issuer) throws UpstreamTrouble {
		String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
		return uri("The issuer", base + PATH);
	}

	private UpstreamMetadata told(Provider provider, Deadline deadline) throws UpstreamTrouble {
		Read read = this.documents.getIfPresent(issuer(provider));
		if (read != null && isFresh(read)) {
			return metadata(provider, read.document);
		}
		try {
			return fetch(provider, deadline);
		}
		catch (UpstreamTrouble ex) {
			if (read != null && this.clock.instant().isBefore(read.at.plus(KEPT))) {
				return metadata(provider, read.document);
			}
			throw ex;
		}
	}

	/** Reads it anew. Nothing is remembered that cannot be used. */
	private UpstreamMetadata fetch(Provider provider, Deadline deadline) throws UpstreamTrouble {
		String issuer = issuer(provider);
		Map<String, Object> document = this.http.read(WHAT, address(issuer), deadline);
		UpstreamMetadata metadata = metadata(provider, document);
		this.documents.put(issuer, new Read(document, this.clock.instant()));
		return metadata;
	}

	private boolean isFresh(Read read) {
		return this.clock.instant().isBefore(read.at.plus(FRESH));
	}

	/**
	 * Where a provider answers, by what it tells.
	 * @param document what it tells, empty when that is not needed
	 */
	public static UpstreamMetadata metadata(Provider provider, Map<String, Object> document) throws UpstreamTrouble {
		ProviderEndpoints set = provider.settings().endpoints();
		String issuer = provider.preset().openIdConnect() ? checkedIssuer(provider, document)
				: "signet:" + provider.alias();
		URI authorization = endpoint(set.authorization(), document, "authorization_endpoint");
		URI token = endpoint(set.token(), document, "token_endpoint");
		URI jwks = endpoint(set.jwks(), document, "jwks_uri");
		if (authorization == null || token == null || (provider.preset().openIdConnect() && jwks == null)) {
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, WHAT + ": names no " + ((authorization == null)
					? "authorization_endpoint" : (token == null) ? "token_endpoint" : "jwks_uri") + ".");
		}
		return new UpstreamMetadata(issuer, authorization, token,
				endpoint(set.userinfo(), document, "userinfo_endpoint"), jwks,
				endpoint(set.endSession(), document, "end_session_endpoint"),
				Boolean.TRUE.equals(document.get("authorization_response_iss_parameter_supported")),
				texts(document.get("id_token_signing_alg_values_supported")), document);
	}

	/** It must be the one that was typed (OpenID Connect Discovery 1.0 §4.3). */
	private static String checkedIssuer(Provider provider, Map<String, Object> document) throws UpstreamTrouble {
		String typed = issuer(provider);
		if (document.isEmpty()) {
			return typed;
		}
		if (document.get("issuer") instanceof String found && provider.preset().quirks().issuerFits(typed, found)) {
			return found;
		}
		throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE,
				WHAT + ": is of another issuer, " + UpstreamTrouble.cited(document.get("issuer")) + ".");
	}

	private static String issuer(Provider provider) throws UpstreamTrouble {
		return Optional.ofNullable(provider.settings().endpoints().issuer())
			.orElseThrow(() -> UpstreamTrouble.of(FailureReason.NOTHING_USABLE, "No issuer is set."));
	}

	private static @Nullable URI endpoint(@Nullable URI set, Map<String, Object> document, String member)
			throws UpstreamTrouble {
		if (set != null) {
			return set;
		}
		return (document.get(member) instanceof String text) ? uri(WHAT + ": " + member, text) : null;
	}

	private static URI uri(String what, String text) throws UpstreamTrouble {
		try {
			URI uri = URI.create(text);
			if (EndpointRules.problem(uri).isEmpty()) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, what + " is no address.", ex);
		}
		throw UpstreamTrouble.of(FailureReason.NOTHING_USABLE, what + " is no address that may be used.");
	}

	private static List<String> texts(@Nullable Object value) {
		return (value instanceof List<?> list)
				? list.stream().filter(String.class::isInstance).map(String.class::cast).toList() : List.of();
	}

	private record Read(Map<String, Object> document, Instant at) {
	}

}
