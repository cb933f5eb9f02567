--liquibase formatted sql

--changeset signet:0222-1
--comment: A mailed code can be the second step of a sign-in
alter table mailed_proofs
	drop constraint mailed_proofs_purpose_known,
	add constraint mailed_proofs_purpose_known check (
		purpose in ('VERIFY_EMAIL', 'CHANGE_EMAIL', 'RESET_PASSWORD', 'SECOND_FACTOR', 'UNDO_EMAIL', 'LOCK_ACCOUNT'));
--rollback empty
