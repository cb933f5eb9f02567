--liquibase formatted sql

--changeset signet:0380-1
--comment: Which classes of sign-in a client wants when its request does not say
alter table clients add column default_acr_values text[] not null default '{}';
--rollback alter table clients drop column default_acr_values;

--changeset signet:0380-2
--comment: What clients registered so far had no effect, and was told again whether it is known here or not
update clients c set version = version + 1, default_acr_values = array(
  select wanted.value from jsonb_array_elements_text(d.metadata -> 'default_acr_values') with ordinality as wanted (value, place)
  where wanted.value in ('urn:signet:acr:1fa', 'urn:signet:acr:2fa') order by wanted.place)
from dynamic_clients d
where d.client = c.id and not c.declared and d.metadata -> 'default_acr_values' is not null;
update dynamic_clients set metadata = metadata - 'default_acr_values' where metadata -> 'default_acr_values' is not null;
--rollback empty
