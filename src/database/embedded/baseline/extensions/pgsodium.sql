do $$ begin if to_regnamespace('pgsodium') is null then create schema pgsodium; end if; end $$;
create type pgsodium.key_status as enum ('default', 'valid', 'invalid', 'expired');
create type pgsodium.key_type as enum (
  'aead-ietf', 'aead-det', 'hmacsha512', 'hmacsha256', 'auth', 'shorthash', 'generichash', 'kdf', 'secretbox',
  'secretstream', 'stream_xchacha20'
);
create table pgsodium.key (
  id uuid primary key default gen_random_uuid(), status pgsodium.key_status default 'valid',
  created timestamptz not null default now(), expires timestamptz, key_type pgsodium.key_type, key_id bigint,
  key_context bytea, name text unique, associated_data text default 'associated', raw_key bytea, raw_key_nonce bytea,
  parent_key uuid references pgsodium.key (id), comment text, user_data text
);
create view pgsodium.valid_key as select * from pgsodium.key where status in ('valid', 'default');
create function pgsodium.create_key(key_type pgsodium.key_type default 'aead-det', name text default null)
returns pgsodium.valid_key language sql as $$
  with made as (insert into pgsodium.key (key_type, name) values ($1, $2) returning *) select * from made
$$;
-- Nothing is encrypted.
create function pgsodium.crypto_aead_det_encrypt(message bytea, additional bytea, key_uuid uuid, nonce bytea default null)
returns bytea language sql as $$ select message $$;
create function pgsodium.crypto_aead_det_decrypt(message bytea, additional bytea, key_uuid uuid, nonce bytea default null)
returns bytea language sql as $$ select message $$;
create function pgsodium.crypto_aead_det_noncegen() returns bytea language sql as $$ select ''::bytea $$;
create function pgsodium.randombytes_buf(size integer) returns bytea language sql as $$ select ''::bytea $$;
