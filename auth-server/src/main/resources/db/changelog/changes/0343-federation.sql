--liquibase formatted sql

--changeset signet:0343-1
--comment: When a link that had been removed was last restored
alter table upstream_links add restored_at timestamptz;
--rollback alter table upstream_links drop restored_at;
