--liquibase formatted sql

--changeset signet:0020-1
create table accounts (
	id uuid primary key,
	version integer not null,
	username text not null,
	username_normalised text not null,
	given_name text,
	family_name text,
	locale text,
	zoneinfo text,
	disabled_at timestamptz,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	constraint accounts_username_key unique (username_normalised),
	constraint accounts_username_form check (username ~ '^[A-Za-z0-9][A-Za-z0-9._-]{3,19}$'),
	constraint accounts_username_is_no_address check (position('@' in username_normalised) = 0),
	constraint accounts_username_normal_form check (username_normalised = lower(username collate "C")),
	constraint accounts_given_name_length check (length(given_name) between 1 and 200),
	constraint accounts_family_name_length check (length(family_name) between 1 and 200),
	constraint accounts_locale_length check (length(locale) between 1 and 35),
	constraint accounts_zoneinfo_length check (length(zoneinfo) between 1 and 64)
);

create table account_emails (
	id uuid primary key,
	account_id uuid not null references accounts (id) on delete cascade,
	address text not null,
	address_normalised text not null,
	main boolean not null,
	verified_at timestamptz,
	created_at timestamptz not null,
	constraint account_emails_address_key unique (address_normalised),
	constraint account_emails_is_address check (address_normalised ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
	constraint account_emails_address_length check (length(address) <= 254 and length(address_normalised) <= 254)
);

create index account_emails_account on account_emails (account_id);

create unique index account_emails_one_main on account_emails (account_id) where main;

create table account_roles (
	account_id uuid not null references accounts (id) on delete cascade,
	role text not null,
	primary key (account_id, role),
	constraint account_roles_role_form check (role ~ '^[A-Z][A-Z0-9_]{0,63}$')
);

create index account_roles_role on account_roles (role);

--rollback drop table account_roles, account_emails, accounts;
