--liquibase formatted sql

--changeset signet:0435-1
--comment: Two mails have other names now; under the old ones those that wait could never be written
update mails set template = 'recovery.mail.device-trusted' where template = 'signin.mail.trusted';
update mails set template = 'recovery.mail.second-factor-held' where template = 'signin.mail.held';
--rollback update mails set template = 'signin.mail.trusted' where template = 'recovery.mail.device-trusted';
--rollback update mails set template = 'signin.mail.held' where template = 'recovery.mail.second-factor-held';
