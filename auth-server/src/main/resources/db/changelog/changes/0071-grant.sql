--liquibase formatted sql

--changeset signet:0071-1
alter table grants
  add column resources text[] not null default '{}',
  add column id_token_claims text[] not null default '{}',
  add column user_info_claims text[] not null default '{}';
