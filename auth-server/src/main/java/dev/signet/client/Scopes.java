package dev.signet.client;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The scopes that this server knows: the standard ones about people (OpenID Connect Core
 * 1.0 §5.4 and §11), and those of the registered API resources. What others changed is
 * seen after five seconds at most. While the database cannot be read, what was read last
 * holds: the discovery document names the scopes, and does not end with the database.
 */
@Component
public final class Scopes {

	/**
	 * Those that have claims behind them, or a meaning of their own. No resource may take
	 * their names.
	 */
	static final Set<String> STANDARD = Collections.unmodifiableSet(new LinkedHashSet<>(
			List.of("openid", "profile", "email", "address", "phone", "roles", "groups", "offline_access")));

	private static final Logger logger = LoggerFactory.getLogger(Scopes.class);

	private static final String RESOURCE_SCOPES = "all";

	private final PostgresResources resources;

	private final MessageSource messages;

	private final LookupCache<String, Map<String, Scope>> cache = new LookupCache<>(Ticker.systemTicker());

	private volatile @Nullable Map<String, Scope> readLast;

	Scopes(PostgresResources resources, MessageSource messages) {
		this.resources = resources;
		this.messages = messages;
	}

	/**
	 * The scopes in words, in the given order. A scope that is not known any more is
	 * described by its bare name, so that nobody allows it unseen.
	 */
	public List<Scope> describe(Collection<String> names) {
		Map<String, Scope> ofResources = ofResources();
		return names.stream().map((name) -> describe(name, ofResources)).toList();
	}

	/**
	 * The resources that the scopes belong to: the audience of an access token with these
	 * scopes (RFC 9068 §3). Empty when all are about the person.
	 */
	public Set<URI> resourcesOf(Collection<String> scopeNames) {
		Map<String, Scope> ofResources = ofResources();
		return scopeNames.stream()
			.flatMap((name) -> Optional.ofNullable(ofResources.get(name)).stream())
			.flatMap((scope) -> Optional.ofNullable(scope.resource()).stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** The names of all scopes, the standard ones first. */
	public Set<String> all() {
		Set<String> all = new LinkedHashSet<>(STANDARD);
		all.addAll(ofResources().keySet());
		return all;
	}

	/**
	 * Those of the scopes granted to a client that it may have now: it is registered for
	 * them, and they exist.
	 * @param registered the scopes of the client
	 */
	public Set<String> stillOf(Collection<String> granted, Collection<String> registered) {
		Map<String, Scope> ofResources = ofResources();
		return granted.stream()
			.filter(registered::contains)
			.filter((name) -> STANDARD.contains(name) || ofResources.containsKey(name))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** Forgets what was read, after a change. */
	void drop() {
		this.cache.drop();
	}

	private Scope describe(String name, Map<String, Scope> ofResources) {
		if (STANDARD.contains(name)) {
			return new Scope(name, message(name, "title"), message(name, "description"), null);
		}
		Scope ofResource = ofResources.get(name);
		return (ofResource != null) ? ofResource : new Scope(name, name, "", null);
	}

	private String message(String scope, String part) {
		return this.messages.getMessage("client.scope." + scope + "." + part, null, LocaleContextHolder.getLocale());
	}

	private Map<String, Scope> ofResources() {
		return this.cache.get(RESOURCE_SCOPES, (key) -> Optional.of(read())).orElseThrow();
	}

	private Map<String, Scope> read() {
		Map<String, Scope> before = this.readLast;
		try {
			Map<String, Scope> read = this.resources.scopes()
				.stream()
				.collect(Collectors.toMap(Scope::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
			this.readLast = read;
			return read;
		}
		catch (DataAccessException ex) {
			if (before == null) {
				throw ex;
			}
			logger.warn("The scopes cannot be read; going on with those known: {}", ex.toString());
			return before;
		}
	}

}
