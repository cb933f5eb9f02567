--liquibase formatted sql

--changeset signet:0349-1
--comment: People of directories too arrive with something missing
alter table upstream_arrivals
	alter provider_id drop not null,
	add directory_id uuid references directories (id) on delete cascade,
	add constraint upstream_arrivals_from_one_place check (num_nonnulls(provider_id, directory_id) = 1);
create index upstream_arrivals_directory on upstream_arrivals (directory_id) where directory_id is not null;
--rollback delete from upstream_arrivals where directory_id is not null;
--rollback alter table upstream_arrivals drop directory_id, alter provider_id set not null;
