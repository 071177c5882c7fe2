-- Servers and foreign tables are made; nothing is connected to.
create foreign data wrapper postgres_fdw;
