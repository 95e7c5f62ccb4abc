/** Migration 6: facts beside exchanges, what memories are found by, and when they go. Never edited once released. */
export const memory = `
-- Whose vectors there are. Number 0 stands for none.
create table space (
  id integer primary key autoincrement,
  identity text not null,
  dimension integer not null,
  unique (identity, dimension)
) strict;

alter table memory rename to memory_before;
drop index memory_person;
create table memory (
  id integer primary key autoincrement,
  kind text not null check (kind in ('exchange', 'fact')),
  -- Null for what was imported.
  outbox_id integer references outbox (id),
  agent text not null,
  person text not null,
  subject text not null,
  thread text not null,
  asked text not null,
  answered text not null,
  fact text not null,
  shared integer not null default 0 check (shared in (0, 1)),
  at integer not null,
  expires_at integer not null,
  used_at integer not null,
  uses integer not null default 0,
  receipt_id text not null default '',
  receipt_block integer not null default 0,
  -- Sorted 32-bit hashes, little endian; empty until it is indexed.
  terms blob not null,
  space_id integer not null default 0,
  vector blob
) strict;
-- A year, which is the default of memory.keep.
insert into memory (id, kind, outbox_id, agent, person, subject, thread, asked, answered, fact, at, expires_at, used_at,
    receipt_id, receipt_block, terms)
  select m.id, 'exchange', m.outbox_id, m.agent, m.person, m.subject, m.thread, m.asked, m.answered, '', m.at,
    m.at + 31536000000, m.at, coalesce(o.receipt_id, ''), coalesce(o.receipt_block, 0), x''
  from memory_before m left join outbox o on o.id = m.outbox_id;
drop table memory_before;
create unique index memory_once on memory (outbox_id, kind) where outbox_id is not null;
create index memory_person on memory (person, agent, used_at);
create index memory_expiry on memory (expires_at) where shared = 0;
create index memory_shared on memory (agent) where shared = 1;
create index memory_space on memory (space_id);

-- Words of memories, as hashes: rows are deleted from it by telling what they held. What was deleted goes from the file
-- when its parts are merged.
create virtual table memory_terms using fts5 (terms, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
`;
