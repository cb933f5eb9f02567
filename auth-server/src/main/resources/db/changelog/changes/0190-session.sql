--liquibase formatted sql

--changeset signet:0190-1
--comment: In which browsers each person has signed in, also after the sessions are over and gone
create table known_browsers (
	account_id uuid not null references accounts (id) on delete cascade,
	browser_digest bytea not null
		constraint known_browsers_digest_is_sha256 check (octet_length(browser_digest) = 32),
	first_signed_in_at timestamptz not null,
	last_signed_in_at timestamptz not null,
	primary key (account_id, browser_digest)
);
create index known_browsers_last on known_browsers (last_signed_in_at);

insert into known_browsers (account_id, browser_digest, first_signed_in_at, last_signed_in_at)
select account_id, browser_digest, min(created_at), max(created_at) from sessions
where browser_digest is not null group by account_id, browser_digest;
--rollback drop table known_browsers;
