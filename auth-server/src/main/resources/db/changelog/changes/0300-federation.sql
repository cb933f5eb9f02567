--liquibase formatted sql

--changeset signet:0300-1
--comment: Servers that tell who people are
create table upstream_providers (
	id uuid primary key,
	-- It is in the redirect URI that the other side has registered, so it never changes
	alias text not null constraint upstream_providers_alias_unique unique
		constraint upstream_providers_alias_shape check (alias ~ '^[a-z0-9-]{1,40}$'),
	preset text not null constraint upstream_providers_preset_known check (preset in ('GOOGLE', 'GITHUB', 'MICROSOFT',
		'APPLE', 'FACEBOOK', 'GITLAB', 'LINKEDIN', 'DISCORD', 'OPENID_CONNECT', 'OAUTH2')),
	state text not null constraint upstream_providers_state_known check (state in ('HIDDEN', 'ENABLED', 'DISABLED')),
	name text not null
		constraint upstream_providers_name_shape check (char_length(name) between 1 and 100 and name !~ '[[:cntrl:]]'),
	issuer text constraint upstream_providers_issuer_shape check (issuer ~ '^[!-~]+$' and char_length(issuer) <= 2000),
	authorization_endpoint text constraint upstream_providers_authorization_endpoint_shape
		check (authorization_endpoint ~ '^[!-~]+$' and char_length(authorization_endpoint) <= 2000),
	token_endpoint text constraint upstream_providers_token_endpoint_shape check (token_endpoint ~ '^[!-~]+$' and char_length(token_endpoint) <= 2000),
	userinfo_endpoint text
		constraint upstream_providers_userinfo_endpoint_shape check (userinfo_endpoint ~ '^[!-~]+$' and char_length(userinfo_endpoint) <= 2000),
	jwks_uri text constraint upstream_providers_jwks_uri_shape check (jwks_uri ~ '^[!-~]+$' and char_length(jwks_uri) <= 2000),
	end_session_endpoint text
		constraint upstream_providers_end_session_endpoint_shape check (end_session_endpoint ~ '^[!-~]+$' and char_length(end_session_endpoint) <= 2000),
	client_id text not null constraint upstream_providers_client_id_shape check (client_id ~ '^[ -~]{1,255}$'),
	authentication text not null constraint upstream_providers_authentication_known check (
		authentication in ('SECRET_BASIC', 'SECRET_POST', 'PRIVATE_KEY_JWT', 'APPLE_SECRET', 'NONE')),
	-- Encrypted under the master key
	secret bytea,
	secret_expires_at timestamptz,
	apple_team text,
	apple_key_id text,
	scopes text[] not null,
	prompt text,
	hosted_domain text,
	button_text text,
	button_icon text,
	position integer not null,
	audience_domains text[] not null,
	audience_clients text[] not null,
	email_trusted boolean not null,
	creation text not null
		constraint upstream_providers_creation_known check (creation in ('OFF', 'ON', 'BY_DOMAIN', 'BY_APPROVAL')),
	creation_domains text[] not null,
	mapping jsonb not null,
	logout_upstream boolean not null,
	version integer not null,
	created_at timestamptz not null,
	changed_at timestamptz not null,
	proved_at timestamptz
);
--rollback drop table upstream_providers;

--changeset signet:0300-2
--comment: Visits to providers that have not come back; an answer deletes the row
create table upstream_flows (
	state_digest bytea primary key
		constraint upstream_flows_state_digest_is_sha256 check (octet_length(state_digest) = 32),
	id uuid not null,
	provider_id uuid not null references upstream_providers (id) on delete cascade,
	provider_version integer not null,
	purpose text not null constraint upstream_flows_purpose_known check (purpose in ('SIGN_IN', 'LINK', 'TRY')),
	account_id uuid references accounts (id) on delete cascade,
	pending_request uuid,
	next text,
	remembered boolean not null,
	browser_digest bytea not null
		constraint upstream_flows_browser_digest_is_sha256 check (octet_length(browser_digest) = 32),
	-- How much of the time that a person waits in all is used up
	waited_ms integer not null,
	-- An answer that came by a cross-site POST and waits for the browser; encrypted under the master key
	posted bytea,
	begun_at timestamptz not null,
	expires_at timestamptz not null,
	constraint upstream_flows_own_account check ((purpose = 'SIGN_IN') = (account_id is null))
);
create index upstream_flows_browser on upstream_flows (browser_digest, begun_at);
create index upstream_flows_expiry on upstream_flows (expires_at);
create index upstream_flows_provider on upstream_flows (provider_id);
create index upstream_flows_account on upstream_flows (account_id) where account_id is not null;
--rollback drop table upstream_flows;

--changeset signet:0300-3
--comment: Which people of providers own which accounts
create table upstream_links (
	id uuid primary key,
	account_id uuid not null references accounts (id) on delete cascade,
	provider_id uuid not null references upstream_providers (id),
	issuer text not null constraint upstream_links_issuer_length check (char_length(issuer) between 1 and 2000),
	subject text not null constraint upstream_links_subject_length check (char_length(subject) between 1 and 255),
	shown_as text constraint upstream_links_shown_as_length check (char_length(shown_as) between 1 and 254),
	created_at timestamptz not null,
	last_used_at timestamptz,
	removed_at timestamptz
);
create unique index upstream_links_person on upstream_links (issuer, subject) where removed_at is null;
create index upstream_links_account on upstream_links (account_id);
create index upstream_links_provider on upstream_links (provider_id);
create index upstream_links_removed on upstream_links (removed_at) where removed_at is not null;
--rollback drop table upstream_links;
