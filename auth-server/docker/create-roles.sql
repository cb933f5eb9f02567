-- What Signet needs from a PostgreSQL of its own: a database and two roles. Run once, by psql, as a superuser.
-- signet_owner makes and changes the tables; signet, the running server, only reads and writes rows, and gets its
-- rights on each table from the migrations. The passwords come from the environment, so they stand in no file.
\getenv owner_password SIGNET_OWNER_PASSWORD
\getenv application_password SIGNET_APPLICATION_PASSWORD

create role signet_owner login password :'owner_password';
create role signet login password :'application_password';

create database signet owner signet_owner;
revoke all on database signet from public;
grant connect on database signet to signet;
