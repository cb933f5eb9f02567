--liquibase formatted sql

--changeset signet:0385-1
--comment: What the rules make of the groups of somebody, as last seen; and since when these are too many to be read
alter table directory_links
	add gives text[],
	add groups_cut_since timestamptz;
create index directory_links_groups_cut on directory_links (directory_id) where groups_cut_since is not null;
--rollback drop index directory_links_groups_cut;
--rollback alter table directory_links drop gives, drop groups_cut_since;
