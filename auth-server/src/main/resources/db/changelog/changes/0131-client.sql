--liquibase formatted sql

--changeset signet:0131-1
--comment: Clients may sign with EdDSA too
alter table clients
  drop constraint clients_assertion_algorithm_known,
  add constraint clients_assertion_algorithm_known check (
    assertion_algorithm in ('RS256', 'PS256', 'ES256', 'EdDSA')),
  drop constraint clients_request_object_algorithm_known,
  add constraint clients_request_object_algorithm_known check (
    request_object_algorithm in ('none', 'RS256', 'PS256', 'ES256', 'EdDSA'));
