--liquibase formatted sql

--changeset signet:0205-1
--comment: How long a username may be, a setting says; here stands only what none may ever be
alter table accounts
	drop constraint accounts_username_form,
	add constraint accounts_username_form check (username ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$');
--rollback alter table accounts drop constraint accounts_username_form, add constraint accounts_username_form check (username ~ '^[A-Za-z0-9][A-Za-z0-9._-]{3,19}$');

--changeset signet:0205-2
--comment: Names that can be taken for one another have one skeleton, and no new name has that of another
alter table accounts
	add username_skeleton text not null generated always as (
		replace(replace(translate(username_normalised, '01i', 'oll'), 'rn', 'm'), 'vv', 'w')) stored,
	-- Has it in common with an older account, since before this rule; stays as it is
	add username_looks_alike boolean not null default false;
update accounts set username_looks_alike = true where id in (
	select id from (
		select id, row_number() over (partition by username_skeleton order by created_at, id) as place from accounts
	) placed where place > 1);
create unique index accounts_username_skeleton on accounts (username_skeleton) where not username_looks_alike;
create index accounts_username_looks_alike on accounts (username_skeleton) where username_looks_alike;
--rollback alter table accounts drop username_looks_alike, drop username_skeleton;

--changeset signet:0205-3
--comment: An account whose sign-up waits for approval is off until somebody decides
alter table accounts
	add approval_awaited_at timestamptz,
	add constraint accounts_awaiting_is_disabled check (
		approval_awaited_at is null or (disabled_at is not null and locked_at is null));
create index accounts_awaiting_approval on accounts (approval_awaited_at, id) where approval_awaited_at is not null;
--rollback alter table accounts drop approval_awaited_at;
