--liquibase formatted sql

--changeset signet:0396-1
--comment: In which version of the directory somebody was found; null of who arrived at a node of the version before
alter table upstream_arrivals add directory_version integer;
--rollback alter table upstream_arrivals drop directory_version;
