--liquibase formatted sql

--changeset signet:0201-1
--comment: The same of people who have not proved their address yet
alter table pending_sign_ups add password_short_one boolean not null default false;
--rollback alter table pending_sign_ups drop password_short_one;
