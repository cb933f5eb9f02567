--liquibase formatted sql

--changeset signet:0386-1
--comment: Since when a directory is switched off as it is, so that this can be taken back for a while
alter table directories add switched_off_at timestamptz;
--rollback alter table directories drop switched_off_at;
