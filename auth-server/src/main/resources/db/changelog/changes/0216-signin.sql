--liquibase formatted sql

--changeset signet:0216-1
--comment: A sign-in to an account that is to be deleted waits, with all its proofs, for a decision to keep the account
alter table signin_attempts
	add second_method text,
	add second_time timestamptz,
	-- Nothing is left to prove
	add proved boolean not null default false,
	add constraint signin_attempts_second_factor_paired check ((second_method is null) = (second_time is null)),
	add constraint signin_attempts_second_factor_is_proof check (proved or second_method is null);
--rollback alter table signin_attempts drop second_method, drop second_time, drop proved;
