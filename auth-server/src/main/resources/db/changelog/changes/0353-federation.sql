--liquibase formatted sql

--changeset signet:0353-1
--comment: Since when a provider is removed; it can be put back for 30 days, and its short name is free meanwhile
alter table upstream_providers
	add column removed_at timestamptz,
	add constraint upstream_providers_removed_is_off check (removed_at is null or state <> 'ENABLED'),
	drop constraint upstream_providers_alias_unique;
create unique index upstream_providers_alias_unique on upstream_providers (alias) where removed_at is null;
--rollback drop index upstream_providers_alias_unique;
--rollback alter table upstream_providers drop constraint upstream_providers_removed_is_off, drop column removed_at, add constraint upstream_providers_alias_unique unique (alias);
