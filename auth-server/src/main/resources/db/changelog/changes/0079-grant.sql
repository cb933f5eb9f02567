--liquibase formatted sql

--changeset signet:0079-1
--comment: A rotation changes no indexed column: with room left in the page it writes to no index
alter table grants set (fillfactor = 80);
--rollback alter table grants reset (fillfactor);
