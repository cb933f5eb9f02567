--liquibase formatted sql

--changeset signet:0340-1
--comment: What was set about a provider before it was changed, so that a change can be taken back; no secret
create table provider_pasts (
	provider_id uuid not null references upstream_providers (id) on delete cascade,
	version integer not null,
	replaced_at timestamptz not null,
	replaced_by uuid references accounts (id) on delete set null,
	primary key (provider_id, version)
);
create index provider_pasts_replaced_by on provider_pasts (replaced_by) where replaced_by is not null;
--rollback drop table provider_pasts;

--changeset signet:0340-2
--comment: The same, field by field as an administrator types them
create table provider_past_fields (
	provider_id uuid not null,
	version integer not null,
	field text not null,
	value text not null,
	primary key (provider_id, version, field),
	foreign key (provider_id, version) references provider_pasts on delete cascade
);
--rollback drop table provider_past_fields;
