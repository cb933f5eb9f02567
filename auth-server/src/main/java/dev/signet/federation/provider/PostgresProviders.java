package dev.signet.federation.provider;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.signet.database.Columns;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.ProviderAudience;
import dev.signet.federation.settings.ProviderButton;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The table of providers, with its secrets as they are encrypted. */
@Component
final class PostgresProviders {

	private static final String SELECT = """
			select id, alias, preset, state, name, issuer, authorization_endpoint, token_endpoint, userinfo_endpoint,
			  jwks_uri, end_session_endpoint, client_id, authentication, secret, secret_expires_at, apple_team,
			  apple_key_id, scopes, prompt, hosted_domain, button_text, button_icon, position, audience_domains,
			  audience_clients, email_trusted, creation, creation_domains, mapping, logout_upstream, version,
			  created_at, changed_at, proved_at, removed_at
			from upstream_providers
			""";

	private static final String NOT_REMOVED = "where removed_at is null ";

	private final JdbcClient jdbc;

	PostgresProviders(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** All that are not removed, by position and name. */
	List<StoredProvider> all() {
		return this.jdbc.sql(SELECT + NOT_REMOVED + "order by position, lower(name), alias")
			.query((row, number) -> read(row))
			.list();
	}

	/** Those that were removed after a moment, the last one first. */
	List<RemovedProvider> removed(Instant after) {
		return this.jdbc.sql(SELECT + "where removed_at > :after order by removed_at desc, id")
			.param("after", Columns.moment(after))
			.query((row, number) -> new RemovedProvider(read(row).provider(), Columns.instant(row, "removed_at")))
			.list();
	}

	/** One, which nobody else changes until the transaction ends. */
	Optional<StoredProvider> lock(ProviderId id) {
		return this.jdbc.sql(SELECT + NOT_REMOVED + "and id = :id for update")
			.param("id", id.value())
			.query((row, number) -> read(row))
			.optional();
	}

	/** False when the alias is taken. */
	boolean insert(StoredProvider stored) {
		Provider provider = stored.provider();
		StatementSpec statement = this.jdbc.sql("""
				insert into upstream_providers (id, alias, preset, state, name, issuer, authorization_endpoint,
				  token_endpoint, userinfo_endpoint, jwks_uri, end_session_endpoint, client_id, authentication, secret,
				  secret_expires_at, apple_team, apple_key_id, scopes, prompt, hosted_domain, button_text, button_icon,
				  position, audience_domains, audience_clients, email_trusted, creation, creation_domains, mapping,
				  logout_upstream, version, created_at, changed_at, proved_at)
				values (:id, :alias, :preset, :state, :name, :issuer, :authorization, :token, :userinfo, :jwks,
				  :endSession, :clientId, :authentication, :secret, :secretExpires, :appleTeam, :appleKeyId, :scopes,
				  :prompt, :hostedDomain, :buttonText, :buttonIcon, :position, :audienceDomains, :audienceClients,
				  :emailTrusted, :creation, :creationDomains, :mapping::jsonb, :logoutUpstream, :version, :created,
				  :changed, :proved)
				on conflict (alias) where removed_at is null do nothing""")
			.param("alias", provider.alias())
			.param("preset", provider.preset().name())
			.param("created", Columns.moment(provider.createdAt()));
		return with(statement, stored).update() == 1;
	}

	/** Writes all that can change. */
	void update(StoredProvider stored) {
		with(this.jdbc.sql("""
				update upstream_providers set state = :state, name = :name, issuer = :issuer,
				  authorization_endpoint = :authorization, token_endpoint = :token, userinfo_endpoint = :userinfo,
				  jwks_uri = :jwks, end_session_endpoint = :endSession, client_id = :clientId,
				  authentication = :authentication, secret = :secret, secret_expires_at = :secretExpires,
				  apple_team = :appleTeam, apple_key_id = :appleKeyId, scopes = :scopes, prompt = :prompt,
				  hosted_domain = :hostedDomain, button_text = :buttonText, button_icon = :buttonIcon,
				  position = :position, audience_domains = :audienceDomains, audience_clients = :audienceClients,
				  email_trusted = :emailTrusted, creation = :creation, creation_domains = :creationDomains,
				  mapping = :mapping::jsonb, logout_upstream = :logoutUpstream, version = :version,
				  changed_at = :changed, proved_at = :proved
				where id = :id"""), stored).update();
	}

	/** Notes a proof of one version; whether there is that version. */
	boolean proved(ProviderId id, int version, Instant now) {
		return this.jdbc.sql("update upstream_providers set proved_at = :now where id = :id and version = :version")
			.param("now", Columns.moment(now))
			.param("id", id.value())
			.param("version", version)
			.update() == 1;
	}

	void state(ProviderId id, ProviderState state) {
		this.jdbc.sql("update upstream_providers set state = :state where id = :id")
			.param("state", state.name())
			.param("id", id.value())
			.update();
	}

	/** Only hides it; one that was on is off. */
	void remove(ProviderId id, Instant now) {
		this.jdbc.sql("""
				update upstream_providers set removed_at = :now,
				  state = case state when 'ENABLED' then 'DISABLED' else state end
				where id = :id""").param("now", Columns.moment(now)).param("id", id.value()).update();
	}

	/**
	 * The alias of the one that is back now; empty when it was not removed after that
	 * moment, or another one has its alias.
	 * @throws org.springframework.dao.DuplicateKeyException when another one gets the
	 * alias at the same moment
	 */
	Optional<String> putBack(ProviderId id, Instant removedAfter) {
		return this.jdbc.sql("""
				update upstream_providers p set removed_at = null
				where p.id = :id and p.removed_at > :after
				  and not exists (select from upstream_providers o where o.alias = p.alias and o.removed_at is null)
				returning p.alias""")
			.param("id", id.value())
			.param("after", Columns.moment(removedAfter))
			.query(String.class)
			.optional();
	}

	/** Whether somebody is linked. */
	boolean linked(ProviderId id) {
		return this.jdbc
			.sql("select exists (select from upstream_links where provider_id = :provider and removed_at is null)")
			.param("provider", id.value())
			.query(Boolean.class)
			.single();
	}

	/** Erases those that cannot be put back any more, with all that belongs to them. */
	int deleteRemoved(Instant before, int batch) {
		return this.jdbc
			.sql("""
					with gone as (
					  select id from upstream_providers where removed_at <= :before limit :batch for update skip locked),
					  links as (delete from upstream_links where provider_id in (select id from gone) and removed_at is not null)
					delete from upstream_providers where id in (select id from gone)""")
			.param("before", Columns.moment(before))
			.param("batch", batch)
			.update();
	}

	private static StatementSpec with(StatementSpec statement, StoredProvider stored) {
		Provider provider = stored.provider();
		ProviderSettings settings = provider.settings();
		ProviderEndpoints endpoints = settings.endpoints();
		UpstreamClient client = settings.client();
		return statement.param("id", provider.id().value())
			.param("state", provider.state().name())
			.param("name", settings.name())
			.param("issuer", endpoints.issuer())
			.param("authorization", text(endpoints.authorization()))
			.param("token", text(endpoints.token()))
			.param("userinfo", text(endpoints.userinfo()))
			.param("jwks", text(endpoints.jwks()))
			.param("endSession", text(endpoints.endSession()))
			.param("clientId", client.clientId())
			.param("authentication", client.authentication().name())
			.param("secret", stored.secret())
			.param("secretExpires", Columns.momentOrNull(client.secretExpiresAt()))
			.param("appleTeam", client.appleTeam())
			.param("appleKeyId", client.appleKeyId())
			.param("scopes", array(settings.scopes()))
			.param("prompt", settings.prompt())
			.param("hostedDomain", settings.hostedDomain())
			.param("buttonText", settings.button().text())
			.param("buttonIcon", settings.button().icon())
			.param("position", settings.button().position())
			.param("audienceDomains", array(settings.audience().domains()))
			.param("audienceClients", array(settings.audience().clientIds()))
			.param("emailTrusted", settings.emailTrusted())
			.param("creation", settings.creation().mode().name())
			.param("creationDomains", array(settings.creation().domains()))
			.param("mapping", ClaimMappingColumn.write(settings.mapping()))
			.param("logoutUpstream", settings.logoutUpstream())
			.param("version", provider.version())
			.param("changed", Columns.moment(provider.changedAt()))
			.param("proved", Columns.momentOrNull(provider.provedAt()));
	}

	private static StoredProvider read(ResultSet row) throws SQLException {
		byte[] secret = row.getBytes("secret");
		Provider provider = new Provider(new ProviderId(row.getObject("id", UUID.class)), row.getString("alias"),
				Preset.valueOf(row.getString("preset")), settings(row), ProviderState.valueOf(row.getString("state")),
				secret != null, row.getInt("version"), Columns.instant(row, "created_at"),
				Columns.instant(row, "changed_at"), Columns.instantOrNull(row, "proved_at"));
		return new StoredProvider(provider, secret);
	}

	private static ProviderSettings settings(ResultSet row) throws SQLException {
		ProviderEndpoints endpoints = new ProviderEndpoints(row.getString("issuer"),
				uri(row.getString("authorization_endpoint")), uri(row.getString("token_endpoint")),
				uri(row.getString("userinfo_endpoint")), uri(row.getString("jwks_uri")),
				uri(row.getString("end_session_endpoint")));
		UpstreamClient client = new UpstreamClient(row.getString("client_id"),
				UpstreamAuthentication.valueOf(row.getString("authentication")),
				Columns.instantOrNull(row, "secret_expires_at"), row.getString("apple_team"),
				row.getString("apple_key_id"));
		return new ProviderSettings(row.getString("name"), endpoints, client, Columns.list(row, "scopes"),
				row.getString("prompt"), row.getString("hosted_domain"),
				new ProviderButton(row.getString("button_text"), row.getString("button_icon"), row.getInt("position")),
				new ProviderAudience(Columns.list(row, "audience_domains"), Columns.list(row, "audience_clients")),
				row.getBoolean("email_trusted"),
				new AccountCreation(AccountCreation.Mode.valueOf(row.getString("creation")),
						Columns.list(row, "creation_domains")),
				ClaimMappingColumn.read(row.getString("mapping")), row.getBoolean("logout_upstream"));
	}

	private static String[] array(List<String> list) {
		return list.toArray(String[]::new);
	}

	private static @Nullable String text(@Nullable URI uri) {
		return (uri != null) ? uri.toString() : null;
	}

	private static @Nullable URI uri(@Nullable String text) {
		return (text != null) ? URI.create(text) : null;
	}

}
