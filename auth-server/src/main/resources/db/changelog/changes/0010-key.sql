--liquibase formatted sql

--changeset signet:0010-1
create table signing_keys (
  id text primary key,
  algorithm text not null check (algorithm in ('RS256', 'PS256', 'ES256', 'EdDSA')),
  state text not null check (state in ('NEXT', 'ACTIVE', 'RETIRING', 'RETIRED')),
  since timestamptz not null,
  public_jwk text not null,
  private_jwk bytea,
  constraint signing_keys_private_while_needed check ((private_jwk is not null) = (state in ('NEXT', 'ACTIVE')))
);
create unique index signing_keys_one_active on signing_keys (algorithm) where state = 'ACTIVE';
create unique index signing_keys_one_next on signing_keys (algorithm) where state = 'NEXT';
revoke delete on signing_keys from "${application-role}";
