--liquibase formatted sql

--changeset signet:0393-1
--comment: When somebody is asked for next for their groups, which takes longer than whether they are there
alter table directory_links add groups_look_at timestamptz not null default now();
create index directory_links_groups_look on directory_links (directory_id, groups_look_at)
	where removed_at is null and gone_since is null;
--rollback drop index directory_links_groups_look;
--rollback alter table directory_links drop groups_look_at;

--changeset signet:0393-2
--comment: Which version is the one that was switched off; an older node changes others without a word
alter table directories add switched_off_version integer;
--rollback alter table directories drop switched_off_version;
