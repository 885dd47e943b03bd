-- The tamper-evident log: a Merkle tree (RFC 6962) over the sequenced entries of the trail, kept as the C2SP formats
-- serve it. Index n holds the entry of position n + 1. Nothing here is about anybody: docs/trail.md says what an entry is.
create table log_entry (
    number bigint primary key check (number >= 0),
    entry bytea not null check (octet_length(entry) = 121)
);

-- Up to 256 hashes of the tree's level 8 × level. The rightmost tile of a level grows; what stands in it stays.
create table log_tile (
    level int not null check (level between 0 and 7),
    number bigint not null check (number >= 0),
    hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
    primary key (level, number)
) with (fillfactor = 50);

-- Hashes do not compress.
alter table log_tile alter hashes set storage external;

create function refuse_other_hashes() returns trigger language plpgsql as $$
begin
    if (new.level, new.number) is distinct from (old.level, old.number)
        or substring(new.hashes for octet_length(old.hashes)) is distinct from old.hashes then
        raise exception 'update on log_tile is refused: a tile only grows'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;

-- Every tree that was ever signed, as the signed note that was served.
create table log_checkpoint (
    size bigint primary key check (size > 0),
    root bytea not null check (octet_length(root) = 32),
    note text not null,
    signed_at timestamptz not null
);

-- The public keys that have signed, in the form that verifiers take, published at /log/keys.
create table log_key (
    key text primary key,
    since timestamptz not null
);

create trigger refuse_change before update or delete or truncate on log_entry
    for each statement execute function refuse_change();
create trigger refuse_other_hashes before update on log_tile
    for each row execute function refuse_other_hashes();
create trigger refuse_removal before delete or truncate on log_tile
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on log_checkpoint
    for each statement execute function refuse_change();
create trigger refuse_change before update or delete or truncate on log_key
    for each statement execute function refuse_change();

grant select, insert on log_entry, log_checkpoint, log_key to ${app_role};
grant select, insert, update (hashes) on log_tile to ${app_role};
