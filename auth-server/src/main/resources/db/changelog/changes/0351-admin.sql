--liquibase formatted sql

--changeset signet:0351-1
--comment: What was set about a directory before it was changed, so that a change can be taken back; no password
create table directory_pasts (
	directory_id uuid not null references directories (id) on delete cascade,
	version integer not null,
	replaced_at timestamptz not null,
	replaced_by uuid references accounts (id) on delete set null,
	primary key (directory_id, version)
);
create index directory_pasts_replaced_by on directory_pasts (replaced_by) where replaced_by is not null;
--rollback drop table directory_pasts;

--changeset signet:0351-2
--comment: The same, field by field as an administrator types them
create table directory_past_fields (
	directory_id uuid not null,
	version integer not null,
	field text not null,
	value text not null,
	primary key (directory_id, version, field),
	foreign key (directory_id, version) references directory_pasts on delete cascade
);
--rollback drop table directory_past_fields;
