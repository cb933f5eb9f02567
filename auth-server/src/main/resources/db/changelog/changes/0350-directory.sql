--liquibase formatted sql

--changeset signet:0350-1
--comment: What the last check of each directory found; nothing about any person
create table directory_checklists (
	directory_id uuid primary key references directories (id) on delete cascade,
	version integer not null,
	ran_at timestamptz not null
);
--rollback drop table directory_checklists;

--changeset signet:0350-2
--comment: The same, line by line
create table directory_check_lines (
	directory_id uuid not null references directory_checklists (directory_id) on delete cascade,
	position integer not null,
	subject text not null,
	state text not null constraint directory_check_lines_state_known
		check (state in ('PASSED', 'WARNED', 'FAILED', 'SKIPPED')),
	message text not null,
	mentioned text[] not null,
	primary key (directory_id, position)
);
--rollback drop table directory_check_lines;

--changeset signet:0350-3
--comment: When somebody was last found in a directory who could sign in; not who
create table directory_trials (
	directory_id uuid primary key references directories (id) on delete cascade,
	version integer not null,
	tried_at timestamptz not null
);
--rollback drop table directory_trials;
