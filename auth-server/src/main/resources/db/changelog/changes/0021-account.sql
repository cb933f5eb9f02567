--liquibase formatted sql

--changeset signet:0021-1
--comment: The other standard claims (OpenID Connect Core 1.0 §5.1)
alter table accounts
	add middle_name text,
	add nickname text,
	add profile_page text,
	add picture text,
	add website text,
	add gender text,
	add birthdate text,
	add address_formatted text,
	add address_street_address text,
	add address_locality text,
	add address_region text,
	add address_postal_code text,
	add address_country text,
	add phone_number text,
	add phone_number_verified_at timestamptz,
	add constraint accounts_middle_name_length check (length(middle_name) between 1 and 200),
	add constraint accounts_nickname_length check (length(nickname) between 1 and 200),
	add constraint accounts_profile_page_form check (profile_page ~ '^https?://[!-~]+$' and length(profile_page) <= 2000),
	add constraint accounts_picture_form check (picture ~ '^https?://[!-~]+$' and length(picture) <= 2000),
	add constraint accounts_website_form check (website ~ '^https?://[!-~]+$' and length(website) <= 2000),
	add constraint accounts_gender_length check (length(gender) between 1 and 50),
	add constraint accounts_birthdate_form check (birthdate ~ '^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$'),
	add constraint accounts_address_formatted_length check (length(address_formatted) between 1 and 500),
	add constraint accounts_address_street_address_length check (length(address_street_address) between 1 and 500),
	add constraint accounts_address_locality_length check (length(address_locality) between 1 and 200),
	add constraint accounts_address_region_length check (length(address_region) between 1 and 200),
	add constraint accounts_address_postal_code_length check (length(address_postal_code) between 1 and 200),
	add constraint accounts_address_country_length check (length(address_country) between 1 and 200),
	add constraint accounts_phone_number_form check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
	add constraint accounts_phone_number_verified check (phone_number is not null or phone_number_verified_at is null);

--rollback alter table accounts drop middle_name, drop nickname, drop profile_page, drop picture, drop website, drop gender, drop birthdate, drop address_formatted, drop address_street_address, drop address_locality, drop address_region, drop address_postal_code, drop address_country, drop phone_number, drop phone_number_verified_at;

--changeset signet:0021-2
create table groups (
	id uuid primary key,
	name text not null,
	description text,
	created_at timestamptz not null,
	constraint groups_name_form check (length(name) between 1 and 100 and name = btrim(name) and name !~ '[[:cntrl:],]'),
	constraint groups_description_length check (length(description) between 1 and 500)
);

-- Two groups whose names differ only in case would be taken for one another
create unique index groups_name on groups (lower(name));

create table group_members (
	account_id uuid not null references accounts (id) on delete cascade,
	group_id uuid not null references groups (id) on delete cascade,
	primary key (account_id, group_id)
);

create index group_members_group on group_members (group_id);

--rollback drop table group_members, groups;
