--liquibase formatted sql

--changeset signet:0347-1
--comment: A link that was ended can be put back for a while; whoever is gone over there is remembered as gone
alter table directory_links
	drop constraint directory_links_person,
	add removed_at timestamptz,
	add restored_at timestamptz,
	-- When the directory is asked next whether the person is there
	add look_at timestamptz not null default now(),
	-- Since when it has not found them
	add missed_since timestamptz,
	-- Since when that is believed
	add gone_since timestamptz,
	add constraint directory_links_gone_is_missed check (gone_since is null or missed_since is not null);
create unique index directory_links_person on directory_links (directory_id, subject) where removed_at is null;
create index directory_links_look on directory_links (directory_id, look_at) where removed_at is null;
create index directory_links_removed on directory_links (removed_at) where removed_at is not null;
--rollback delete from directory_links where removed_at is not null;
--rollback drop index directory_links_person;
--rollback alter table directory_links drop removed_at, drop restored_at, drop look_at, drop missed_since, drop gone_since, add constraint directory_links_person unique (directory_id, subject);
