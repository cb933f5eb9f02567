--liquibase formatted sql

--changeset signet:0091-1
--comment: Who was signed in during a session is asked after its grants were revoked, too
drop index grants_session;
create index grants_session on grants (session_id);
--rollback drop index grants_session;
--rollback create index grants_session on grants (session_id) where revoked_at is null;
