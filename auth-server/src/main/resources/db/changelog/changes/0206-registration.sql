--liquibase formatted sql

--changeset signet:0206-1
--comment: Links by which people may make accounts
create table invitations (
	id uuid primary key,
	digest bytea not null,
	-- Whom it is for, or null for whoever has the link
	address text,
	-- Whether the link stands in a mail to that address and nowhere else, so that using it proves the address
	mailed boolean not null,
	roles text[] not null,
	groups text[] not null,
	note text,
	uses integer not null,
	used integer not null default 0,
	made_by uuid not null references accounts (id) on delete cascade,
	made_at timestamptz not null,
	expires_at timestamptz not null,
	constraint invitations_digest_key unique (digest),
	constraint invitations_digest_is_sha256 check (octet_length(digest) = 32),
	constraint invitations_mailed_somewhere check (address is not null or not mailed),
	constraint invitations_one_person_one_account check (address is null or uses = 1),
	constraint invitations_uses check (uses between 1 and 1000),
	constraint invitations_used check (used between 0 and uses),
	constraint invitations_note_length check (length(note) between 1 and 500)
);
create index invitations_newest on invitations (made_at desc, id desc);
create index invitations_made_by on invitations (made_by);
create index invitations_address on invitations (lower(address)) where address is not null;
create index invitations_expiry on invitations (expires_at);
--rollback drop table invitations;

--changeset signet:0206-2
--comment: What goes along until the account is made
alter table pending_sign_ups
	add invitation_id uuid references invitations (id) on delete cascade,
	add terms_version text;
create index pending_sign_ups_invitation on pending_sign_ups (invitation_id) where invitation_id is not null;
--rollback alter table pending_sign_ups drop terms_version, drop invitation_id;

--changeset signet:0206-3
--comment: Which terms people accepted
create table accepted_terms (
	account_id uuid not null references accounts (id) on delete cascade,
	version text not null,
	accepted_at timestamptz not null,
	primary key (account_id, version),
	constraint accepted_terms_version_length check (length(version) between 1 and 100)
);
--rollback drop table accepted_terms;
