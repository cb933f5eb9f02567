--liquibase formatted sql

--changeset signet:0342-1
--comment: Whether the code that went to the address was typed
alter table upstream_arrivals
	add address_proved boolean not null default false,
	add constraint upstream_arrivals_address_to_prove check (address is not null or not address_proved);
--rollback alter table upstream_arrivals drop address_proved;
