--liquibase formatted sql

--changeset signet:0191-1
--comment: Guesses at the codes of devices are counted where all others are
drop table device_guesses;
--rollback create table device_guesses (guesser text primary key, wrong integer not null, forgotten_at timestamptz not null);
--rollback create index device_guesses_forgotten on device_guesses (forgotten_at);
