--liquibase formatted sql

--changeset signet:0210-1
--comment: The longest pause in a session since a sign-in was begun in it, for clients that allow only short ones
alter table sessions add column longest_pause_seconds integer not null default 0
	constraint sessions_longest_pause_positive check (longest_pause_seconds >= 0);
--rollback alter table sessions drop column longest_pause_seconds;
