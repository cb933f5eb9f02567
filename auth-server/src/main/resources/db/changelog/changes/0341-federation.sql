--liquibase formatted sql

--changeset signet:0341-1
--comment: Since when somebody must have signed in at the provider for the visit to count; null when any time does
alter table upstream_flows add column fresh_since timestamptz;
--rollback alter table upstream_flows drop column fresh_since;
