--liquibase formatted sql

--changeset signet:0362-1
--comment: Finds the apps of an origin, when a page of it calls from a browser
create index client_redirect_uris_origin on client_redirect_uris (substring(uri from '^https?://[^/?]+'));
--rollback drop index client_redirect_uris_origin;
