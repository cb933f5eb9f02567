package dev.signet.selfservice;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.client.Scope;
import dev.signet.client.Scopes;
import dev.signet.consent.Consents;
import dev.signet.grant.Grants;
import dev.signet.signin.journey.AppView;
import dev.signet.web.PublicAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which apps may do what for a person: those that were allowed something, and those that
 * were given something without a question because the operator vouches for them.
 */
@Component
class AppAccess {

	private final Consents consents;

	private final Grants grants;

	private final Clients clients;

	private final Scopes scopes;

	private final PublicAddress address;

	AppAccess(Consents consents, Grants grants, Clients clients, Scopes scopes, PublicAddress address) {
		this.consents = consents;
		this.grants = grants;
		this.clients = clients;
		this.scopes = scopes;
		this.address = address;
	}

	/** The apps, the last used first. */
	List<AppAccessView> of(AccountId accountId) {
		Map<UUID, Consents.Allowed> unused = new LinkedHashMap<>();
		this.consents.of(accountId).forEach((allowed) -> unused.put(allowed.clientId(), allowed));
		List<AppAccessView> views = new ArrayList<>();
		for (Grants.Access given : this.grants.access(accountId)) {
			Consents.Allowed allowed = unused.remove(given.clientId());
			Set<String> scopes = new TreeSet<>(given.scopes());
			scopes.addAll((allowed != null) ? allowed.scopes() : Set.of());
			Instant since = (allowed != null) ? allowed.since() : given.since();
			view(given.clientId(), scopes, since, given.lastUsedAt()).ifPresent(views::add);
		}
		unused.values()
			.forEach((allowed) -> view(allowed.clientId(), new TreeSet<>(allowed.scopes()), allowed.since(), null)
				.ifPresent(views::add));
		return views;
	}

	/** Takes back all that an app may do; its tokens end at once. */
	@Transactional
	void remove(AccountId accountId, UUID clientId) {
		this.consents.withdraw(accountId, clientId);
		this.grants.revokeAccess(accountId, clientId);
	}

	private Optional<AppAccessView> view(UUID clientId, Set<String> scopes, Instant since,
			@Nullable Instant lastUsedAt) {
		return this.clients.findById(clientId)
			.map((client) -> new AppAccessView(clientId, AppView.of(client), opening(client),
					this.scopes.describe(scopes).stream().map(Scope::title).toList(), since, lastUsedAt));
	}

	/** The app learns from whom the sign-in is to come; it has no other way to know. */
	private @Nullable String opening(Client client) {
		URI initiation = client.initiateLoginUri();
		if (initiation == null || !client.enabled() || !isHome(initiation, client)) {
			return null;
		}
		String issuer = URLEncoder.encode(this.address.issuer().toString(), StandardCharsets.UTF_8);
		return initiation + ((initiation.getRawQuery() == null) ? "?" : "&") + "iss=" + issuer;
	}

	/**
	 * Nobody vouches for an app that registered itself, and it may change the address
	 * after it was allowed something: it leads only to where people come when they sign
	 * in to it.
	 */
	private static boolean isHome(URI initiation, Client client) {
		return !client.selfRegistered() || client.redirectUris()
			.stream()
			.map(URI::create)
			.filter((uri) -> "https".equals(uri.getScheme()))
			.anyMatch((uri) -> initiation.getRawAuthority().equals(uri.getRawAuthority()));
	}

}
