--liquibase formatted sql

--changeset signet:0030-1
create table clients (
  id uuid primary key,
  client_id text not null constraint clients_client_id_unique unique
    constraint clients_client_id_shape check (client_id ~ '^[!-~]{1,255}$'),
  name text not null
    constraint clients_name_shape check (char_length(name) between 1 and 100 and name !~ '[[:cntrl:]]'),
  home_uri text constraint clients_home_uri_shape check (home_uri ~ '^[!-~]+$' and char_length(home_uri) <= 2000),
  type text not null constraint clients_type_known check (type in ('confidential', 'public')),
  authentication_method text not null constraint clients_authentication_method_known
    check (authentication_method in ('client_secret_basic', 'client_secret_post', 'none')),
  first_party boolean not null,
  require_pkce boolean not null,
  enabled boolean not null,
  declared boolean not null,
  access_token_lifetime_seconds integer not null
    constraint clients_access_token_lifetime_range check (access_token_lifetime_seconds between 1 and 86400),
  refresh_token_lifetime_seconds integer not null
    constraint clients_refresh_token_lifetime_range check (refresh_token_lifetime_seconds >= 1),
  grant_lifetime_seconds integer not null
    constraint clients_grant_lifetime_range check (grant_lifetime_seconds between 1 and 31622400),
  refresh_grace_seconds integer not null
    constraint clients_refresh_grace_range check (refresh_grace_seconds between 0 and 60),
  id_token_algorithm text not null
    constraint clients_id_token_algorithm_known check (id_token_algorithm in ('RS256', 'ES256')),
  backchannel_logout_uri text constraint clients_backchannel_logout_uri_shape
    check (backchannel_logout_uri ~ '^[!-~]+$' and char_length(backchannel_logout_uri) <= 2000),
  frontchannel_logout_uri text constraint clients_frontchannel_logout_uri_shape
    check (frontchannel_logout_uri ~ '^[!-~]+$' and char_length(frontchannel_logout_uri) <= 2000),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null,
  constraint clients_public_without_secret check ((type = 'public') = (authentication_method = 'none')),
  constraint clients_public_with_pkce check (type = 'confidential' or require_pkce),
  constraint clients_refresh_within_grant check (refresh_token_lifetime_seconds <= grant_lifetime_seconds)
);

create table client_secrets (
  client uuid not null references clients (id) on delete cascade,
  digest bytea not null constraint client_secrets_digest_is_sha256 check (octet_length(digest) = 32),
  created_at timestamptz not null,
  expires_at timestamptz,
  primary key (client, digest)
);

create table client_redirect_uris (
  client uuid not null references clients (id) on delete cascade,
  uri text not null constraint client_redirect_uris_shape
    check (uri ~ '^[!-~]+$' and char_length(uri) <= 2000 and strpos(uri, '#') = 0 and strpos(uri, '*') = 0),
  primary key (client, uri)
);

create table client_post_logout_redirect_uris (
  client uuid not null references clients (id) on delete cascade,
  uri text not null constraint client_post_logout_redirect_uris_shape
    check (uri ~ '^[!-~]+$' and char_length(uri) <= 2000 and strpos(uri, '#') = 0 and strpos(uri, '*') = 0),
  primary key (client, uri)
);

create table client_scopes (
  client uuid not null references clients (id) on delete cascade,
  scope text not null constraint client_scopes_shape check (scope ~ '^[!#-\[\]-~]{1,100}$'),
  primary key (client, scope)
);

create table client_grant_types (
  client uuid not null references clients (id) on delete cascade,
  grant_type text not null constraint client_grant_types_known
    check (grant_type in ('authorization_code', 'refresh_token', 'client_credentials')),
  primary key (client, grant_type)
);

--changeset signet:0030-2
create table resources (
  id uuid primary key,
  identifier text not null constraint resources_identifier_unique unique
    constraint resources_identifier_shape check (
      identifier ~ '^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$' and char_length(identifier) <= 2000 and strpos(identifier, '#') = 0),
  name text not null
    constraint resources_name_shape check (char_length(name) between 1 and 100 and name !~ '[[:cntrl:]]'),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table resource_scopes (
  name text primary key constraint resource_scopes_name_shape check (name ~ '^[!#-\[\]-~]{1,100}$'),
  resource uuid not null references resources (id) on delete cascade,
  title text not null
    constraint resource_scopes_title_shape check (char_length(title) between 1 and 100 and title !~ '[[:cntrl:]]'),
  description text not null
    constraint resource_scopes_description_shape check (char_length(description) <= 500 and description !~ '[[:cntrl:]]')
);

create index resource_scopes_resource on resource_scopes (resource);
