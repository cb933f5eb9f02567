package dev.signet.client;

import java.util.Optional;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Ticker;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The web origins (RFC 6454 §6.2) of apps that run in a browser: those of the redirect
 * URIs of public clients that are enabled. Confidential clients call from a server, where
 * nobody asks for an origin. What others changed is seen after five seconds at most.
 */
@Component
public final class ClientOrigins {

	/** What a redirect URI can have; the rest is not worth a look-up. */
	private static final Pattern POSSIBLE = Pattern.compile("https?://[a-z0-9.:\\[\\]-]{1,260}");

	private final JdbcClient jdbc;

	private final LookupCache<String, Boolean> known = new LookupCache<>(Ticker.systemTicker());

	ClientOrigins(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Whether an app runs there.
	 * @param origin as browsers write it
	 */
	public boolean contain(String origin) {
		return POSSIBLE.matcher(origin).matches() && this.known.get(origin, this::find).isPresent();
	}

	private Optional<Boolean> find(String origin) {
		return WebOrigin.of(origin).flatMap((known) -> this.jdbc.sql("""
				select true from client_redirect_uris u join clients c on c.id = u.client
				where substring(u.uri from '^https?://[^/?]+') in (:spellings) and c.type = 'public' and c.enabled
				limit 1""").param("spellings", known.spellings()).query(Boolean.class).optional());
	}

	/** Forgets what was read, after a change. */
	void drop() {
		this.known.drop();
	}

}
