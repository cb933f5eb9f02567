--liquibase formatted sql

--changeset signet:0345-1
--comment: Where the browser of somebody who came from a provider can sign out there, so that nobody is asked for it later
alter table upstream_arrivals add column end_session text;
--rollback alter table upstream_arrivals drop column end_session;

--changeset signet:0345-2
--comment: Finds what waited for a session in vain, among all that belongs to one
create index session_upstreams_waiting on session_upstreams (began_at) where session_id is null;
--rollback drop index session_upstreams_waiting;
