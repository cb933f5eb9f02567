--liquibase formatted sql

--changeset signet:0411-1
--comment: What came from a trial and makes nobody whom the settings let in, beside what proves something
create table upstream_refused_trials (
	provider_id uuid not null references upstream_providers (id) on delete cascade,
	account_id uuid not null references accounts (id) on delete cascade,
	version integer not null,
	tried_at timestamptz not null,
	-- All claims, and why: encrypted under the master key
	sealed bytea not null constraint upstream_refused_trials_sealed_length check (octet_length(sealed) <= 20000),
	constraint upstream_refused_trials_pkey primary key (provider_id, account_id)
);
create index upstream_refused_trials_account on upstream_refused_trials (account_id);
create index upstream_refused_trials_age on upstream_refused_trials (tried_at);
--rollback drop table upstream_refused_trials;
