--liquibase formatted sql

--changeset signet:0211-1
--comment: How fresh a session must be for a client; null for whatever the server allows
alter table clients add column session_idle_seconds integer
	constraint clients_session_idle_positive check (session_idle_seconds > 0);
alter table clients add column session_max_age_seconds integer
	constraint clients_session_max_age_positive check (session_max_age_seconds > 0);
--rollback alter table clients drop column session_max_age_seconds;
--rollback alter table clients drop column session_idle_seconds;
