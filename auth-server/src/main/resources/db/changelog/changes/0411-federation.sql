--liquibase formatted sql

--changeset signet:0411-1
--comment: Whether what came from a trial makes nobody whom the settings let in; such a trial proves nothing
alter table upstream_trials add refused boolean not null default false;
--rollback alter table upstream_trials drop refused;
