--liquibase formatted sql

--changeset signet:0035-1
--comment: Where clients publish request objects, so that no other address is ever called for one
create table client_request_uris (
  client uuid not null references clients (id) on delete cascade,
  uri text not null constraint client_request_uris_shape check (uri ~ '^[!-~]+$' and char_length(uri) <= 512),
  primary key (client, uri)
);
