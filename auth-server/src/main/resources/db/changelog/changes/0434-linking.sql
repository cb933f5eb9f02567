--liquibase formatted sql

--changeset signet:0434-1
--comment: Directories whose people are being signed out, for which administrator, and how far that is
create table directory_sign_outs (
	directory_id uuid primary key references directories (id) on delete cascade,
	wanted_by uuid not null,
	kept_session uuid not null,
	people integer not null,
	done integer not null default 0,
	sessions integer not null default 0,
	last_account uuid not null default '00000000-0000-0000-0000-000000000000'
);
--rollback drop table directory_sign_outs;

--changeset signet:0434-2
--comment: So that the next of them is found however many there are
create index directory_links_people on directory_links (directory_id, account_id) where removed_at is null;
--rollback drop index directory_links_people;
