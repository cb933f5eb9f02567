--liquibase formatted sql

--changeset signet:0400-1
--comment: Browsers that were somebody else's, perhaps, and are to be known again by the next sign-in only. The row stays: that somebody has left such a browser still counts
alter table known_browsers add forgotten boolean not null default false;
--rollback alter table known_browsers drop forgotten;
