--liquibase formatted sql

--changeset signet:0132-1
--comment: Secrets that outlive a master key, encrypted under the one of now
create table kept_secrets (
  name text primary key,
  sealed bytea not null
);
revoke delete on kept_secrets from "${application-role}";
