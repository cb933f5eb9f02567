--liquibase formatted sql

--changeset signet:0346-1
--comment: Directories in which others keep people with their passwords
create table directories (
	id uuid primary key,
	alias text not null constraint directories_alias_unique unique
		constraint directories_alias_shape check (alias ~ '^[a-z0-9-]{1,40}$'),
	kind text not null constraint directories_kind_known check (kind in ('OPENLDAP', 'ACTIVE_DIRECTORY')),
	state text not null constraint directories_state_known check (state in ('HIDDEN', 'ENABLED', 'DISABLED')),
	name text not null
		constraint directories_name_shape check (char_length(name) between 1 and 100 and name !~ '[[:cntrl:]]'),
	addresses text[] not null constraint directories_addresses_some check (cardinality(addresses) between 1 and 5),
	security text not null constraint directories_security_known check (security in ('LDAPS', 'STARTTLS', 'NONE')),
	bind_dn text,
	-- Encrypted under the master key
	bind_password bytea,
	people_base text not null,
	people_filter text not null,
	subject_attribute text not null,
	username_attribute text not null,
	email_attribute text not null,
	given_name_attribute text not null,
	family_name_attribute text not null,
	group_base text,
	group_filter text,
	group_attribute text,
	nested_groups boolean not null,
	domains text[] not null,
	unknown_names boolean not null,
	newcomers boolean not null,
	email_trusted boolean not null,
	password_page text,
	version integer not null,
	created_at timestamptz not null,
	changed_at timestamptz not null,
	-- A name without a password would be an unauthenticated bind (RFC 4513 §5.1.2)
	constraint directories_bind_whole check ((bind_dn is null) = (bind_password is null)),
	constraint directories_groups_whole check (
		num_nulls(group_base, group_filter, group_attribute) in (0, 3) and (group_base is not null or not nested_groups))
);
--rollback drop table directories;

--changeset signet:0346-2
--comment: What groups of a directory give here
create table directory_rules (
	directory_id uuid not null references directories (id) on delete cascade,
	position integer not null,
	group_name text not null,
	kind text not null constraint directory_rules_kind_known check (kind in ('ROLE', 'GROUP')),
	name text not null,
	primary key (directory_id, position)
);
--rollback drop table directory_rules;

--changeset signet:0346-3
--comment: Which people of directories own which accounts, and what these have from there
create table directory_links (
	id uuid primary key,
	directory_id uuid not null references directories (id),
	subject text not null constraint directory_links_subject_length check (char_length(subject) between 1 and 255),
	account_id uuid not null references accounts (id) on delete cascade,
	login text not null constraint directory_links_login_length check (char_length(login) between 1 and 254),
	roles text[] not null default '{}',
	groups text[] not null default '{}',
	created_at timestamptz not null,
	last_used_at timestamptz,
	constraint directory_links_person unique (directory_id, subject)
);
create index directory_links_account on directory_links (account_id);
--rollback drop table directory_links;
