--liquibase formatted sql

--changeset signet:0172-1
--comment: Whether people must prove a second factor before the client gets anything for them
alter table clients add column second_factor text not null default 'NONE'
	constraint clients_second_factor_known check (second_factor in ('NONE', 'REPORTED', 'REQUIRED'));
--rollback alter table clients drop column second_factor;
