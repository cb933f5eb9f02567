--liquibase formatted sql

--changeset signet:0031-1
--comment: What a client may choose of OpenID Connect: keys, algorithms, subjects, pages, lifetimes, logout, claims
alter table clients
  add column logo_uri text constraint clients_logo_uri_shape
    check (logo_uri ~ '^[!-~]+$' and char_length(logo_uri) <= 2000),
  add column policy_uri text constraint clients_policy_uri_shape
    check (policy_uri ~ '^[!-~]+$' and char_length(policy_uri) <= 2000),
  add column tos_uri text constraint clients_tos_uri_shape
    check (tos_uri ~ '^[!-~]+$' and char_length(tos_uri) <= 2000),
  add column initiate_login_uri text constraint clients_initiate_login_uri_shape
    check (initiate_login_uri ~ '^[!-~]+$' and char_length(initiate_login_uri) <= 2000),
  add column jwks text constraint clients_jwks_short check (char_length(jwks) <= 20000),
  add column jwks_uri text constraint clients_jwks_uri_shape
    check (jwks_uri ~ '^[!-~]+$' and char_length(jwks_uri) <= 2000),
  add column id_token_lifetime_seconds integer not null default 600
    constraint clients_id_token_lifetime_range check (id_token_lifetime_seconds between 1 and 86400),
  add column default_max_age_seconds integer
    constraint clients_default_max_age_range check (default_max_age_seconds between 0 and 31622400),
  add column access_token_algorithm text not null default 'RS256' constraint clients_access_token_algorithm_known
    check (access_token_algorithm in ('RS256', 'PS256', 'ES256', 'EdDSA')),
  add column user_info_algorithm text constraint clients_user_info_algorithm_known
    check (user_info_algorithm in ('RS256', 'PS256', 'ES256', 'EdDSA')),
  add column introspection_algorithm text not null default 'RS256' constraint clients_introspection_algorithm_known
    check (introspection_algorithm in ('RS256', 'PS256', 'ES256', 'EdDSA')),
  add column subject_type text not null default 'PUBLIC' constraint clients_subject_type_known
    check (subject_type in ('PUBLIC', 'PAIRWISE')),
  add column sector_identifier_uri text constraint clients_sector_identifier_uri_shape
    check (sector_identifier_uri ~ '^[!-~]+$' and char_length(sector_identifier_uri) <= 2000),
  add column backchannel_logout_session_required boolean not null default false,
  add column frontchannel_logout_session_required boolean not null default false,
  add constraint clients_keys_in_one_place check (jwks is null or jwks_uri is null),
  drop constraint clients_authentication_method_known,
  add constraint clients_authentication_method_known check (
    authentication_method in ('client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none')),
  drop constraint clients_id_token_algorithm_known,
  add constraint clients_id_token_algorithm_known check (
    id_token_algorithm in ('RS256', 'PS256', 'ES256', 'EdDSA'));

alter table client_grant_types
  drop constraint client_grant_types_known,
  add constraint client_grant_types_known check (grant_type in ('authorization_code', 'refresh_token',
    'client_credentials', 'urn:ietf:params:oauth:grant-type:device_code',
    'urn:ietf:params:oauth:grant-type:token-exchange'));

create table client_exchange_audiences (
  client uuid not null references clients (id) on delete cascade,
  audience text not null constraint client_exchange_audiences_shape
    check (audience ~ '^[!-~]+$' and char_length(audience) <= 2000),
  primary key (client, audience)
);

create table client_claims (
  client uuid not null references clients (id) on delete cascade,
  claim text not null constraint client_claims_claim_shape check (claim ~ '^[!-~]{1,200}$'),
  name text not null constraint client_claims_name_shape check (name ~ '^[!-~]{1,200}$'),
  format text not null constraint client_claims_format_known check (format in ('JSON', 'TEXT')),
  in_id_token boolean not null,
  in_access_token boolean not null,
  in_user_info boolean not null,
  primary key (client, name)
);

--changeset signet:0031-2
--comment: The clients as which an API itself asks this server
create table resource_clients (
  resource uuid not null references resources (id) on delete cascade,
  client uuid not null references clients (id) on delete cascade,
  primary key (resource, client)
);
create index resource_clients_client on resource_clients (client);
