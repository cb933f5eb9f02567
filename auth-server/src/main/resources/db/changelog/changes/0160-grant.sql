--liquibase formatted sql

--changeset signet:0160-1
--comment: What somebody has given is also listed by time, ended grants included
create index grants_given on grants (account_id, created_at);
drop index grants_account;
--rollback create index grants_account on grants (account_id) where revoked_at is null;
--rollback drop index grants_given;
