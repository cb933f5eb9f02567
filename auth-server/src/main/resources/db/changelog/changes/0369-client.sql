--liquibase formatted sql

--changeset signet:0369-1
--comment: What registered require_auth_time gets only sign-ins of which is known when they were: of at most 400 days ago
update clients c set session_max_age_seconds = 34560000, version = version + 1
from dynamic_clients d
where d.client = c.id and not c.declared and c.session_max_age_seconds is null
  and d.metadata -> 'require_auth_time' = 'true'::jsonb;
--rollback empty
