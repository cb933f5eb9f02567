--liquibase formatted sql

--changeset signet:0001-1
--comment: Tables made by the owner can be read and written, and not changed, by the application
grant usage on schema public to "${application-role}";
alter default privileges in schema public grant select, insert, update, delete on tables to "${application-role}";
alter default privileges in schema public grant usage, select on sequences to "${application-role}";
