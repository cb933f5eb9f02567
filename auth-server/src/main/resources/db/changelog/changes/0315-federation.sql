--liquibase formatted sql

--changeset signet:0315-1
--comment: Roles and groups that people have because an upstream provider says so; what is given by hand has no row
create table mapped_roles (
	account_id uuid not null references accounts (id) on delete cascade,
	provider_id uuid not null references upstream_providers (id) on delete cascade,
	kind text not null constraint mapped_roles_kind_known check (kind in ('ROLE', 'GROUP')),
	name text not null,
	given_at timestamptz not null,
	primary key (account_id, provider_id, kind, name)
);

create index mapped_roles_provider on mapped_roles (provider_id);
--rollback drop table mapped_roles;
