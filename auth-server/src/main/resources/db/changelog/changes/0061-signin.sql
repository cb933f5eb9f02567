--liquibase formatted sql

--changeset signet:0061-1
alter table pending_requests add column chosen_account uuid;
