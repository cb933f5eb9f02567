--liquibase formatted sql

--changeset signet:0034-1
--comment: How a client signs its request objects (RFC 9101); null for each way that is offered
alter table clients
  add column request_object_algorithm text constraint clients_request_object_algorithm_known
    check (request_object_algorithm in ('none', 'RS256', 'PS256', 'ES256'));
