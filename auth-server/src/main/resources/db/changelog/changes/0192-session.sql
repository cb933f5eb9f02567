--liquibase formatted sql

--changeset signet:0192-1
--comment: Whoever is refused at the sign-in page is looked for by browser, never by the name that was typed
create index known_browsers_digest on known_browsers (browser_digest, last_signed_in_at);
--rollback drop index known_browsers_digest;
