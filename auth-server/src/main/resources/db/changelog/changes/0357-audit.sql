--liquibase formatted sql

--changeset signet:0357-1
--comment: What was decided about people who came from providers, the newest first; provider and result stand in it, so that what is filtered out is not fetched
create index audit_events_linking on audit_events (at, id, (details ->> 'provider'), (details ->> 'result'))
	where type = 'linking.decided';
--rollback drop index audit_events_linking;

--changeset signet:0357-2
--comment: The same by the reference that the person was shown
create index audit_events_linking_request on audit_events (request_id) where type = 'linking.decided';
--rollback drop index audit_events_linking_request;
