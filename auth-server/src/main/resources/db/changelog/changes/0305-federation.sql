--liquibase formatted sql

--changeset signet:0305-1
--comment: What administrators saw when they tried a provider, for a day
create table upstream_trials (
	provider_id uuid not null references upstream_providers (id) on delete cascade,
	account_id uuid not null references accounts (id) on delete cascade,
	version integer not null,
	tried_at timestamptz not null,
	-- Who came back, with all claims: encrypted under the master key
	sealed bytea not null constraint upstream_trials_sealed_length check (octet_length(sealed) <= 20000),
	constraint upstream_trials_pkey primary key (provider_id, account_id)
);
create index upstream_trials_account on upstream_trials (account_id);
create index upstream_trials_age on upstream_trials (tried_at);
--rollback drop table upstream_trials;

--changeset signet:0305-2
--comment: What the last look at a provider brought, line by line
create table upstream_checklists (
	provider_id uuid primary key references upstream_providers (id) on delete cascade,
	version integer not null,
	ran_at timestamptz not null
);
create table upstream_check_lines (
	provider_id uuid not null references upstream_checklists (provider_id) on delete cascade,
	position integer not null,
	subject text not null,
	state text not null constraint upstream_check_lines_state_known check (
		state in ('PASSED', 'WARNED', 'FAILED', 'SKIPPED')),
	message text not null,
	mentioned text[] not null,
	constraint upstream_check_lines_pkey primary key (provider_id, position)
);
--rollback drop table upstream_check_lines; drop table upstream_checklists;

--changeset signet:0305-3
--comment: When a provider that people use is looked at next, by one node, and which keys it had
create table upstream_watches (
	provider_id uuid primary key references upstream_providers (id) on delete cascade,
	next_at timestamptz not null,
	-- How many looks in a row ended badly
	failures integer not null,
	-- Thumbprints (RFC 7638)
	known_keys text[] not null,
	-- Since when none of them is there
	keys_replaced_at timestamptz
);
--rollback drop table upstream_watches;

--changeset signet:0305-4
--comment: What those looks found and is not over
create table upstream_warnings (
	provider_id uuid not null references upstream_providers (id) on delete cascade,
	subject text not null,
	state text not null constraint upstream_warnings_state_known check (state in ('WARNED', 'FAILED')),
	message text not null,
	mentioned text[] not null,
	since timestamptz not null,
	constraint upstream_warnings_pkey primary key (provider_id, subject)
);
--rollback drop table upstream_warnings;
