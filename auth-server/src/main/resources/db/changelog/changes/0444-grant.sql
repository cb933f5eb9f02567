--liquibase formatted sql

--changeset signet:0444-1
--comment: Ends what pairwise clients were given whose sector no redirect URI on the web proves: it is their own from now on
update grants g set revoked_at = now(), revoke_reason = 'SUBJECTS_CHANGED'
from clients c
where c.id = g.client_id and g.revoked_at is null and c.subject_type = 'PAIRWISE' and c.sector_identifier_uri is null
  and (exists (select from client_grant_types t
         where t.client = c.id and t.grant_type = 'urn:ietf:params:oauth:grant-type:device_code')
    or exists (select from client_redirect_uris u
         where u.client = c.id and (u.uri !~ '^https://'
           or u.uri ~ '^https://(([^/?]*[.])?localhost([:/?]|$)|127[.]|0[.]0[.]0[.]0|\[)')));
--rollback empty
