/** Migration 7: what agents know from documents, and what each prompt was made of. Never edited once released. */
export const knowledge = `
-- What the prompt was made of: JSON, a label and its tokens a part.
alter table turn add column context text not null default '[]';

-- A file or a post that an agent knows. hash: of its content; made: how it was cut and embedded. A problem: nothing was read.
create table knowledge_document (
  id integer primary key autoincrement,
  agent text not null,
  source text not null,
  kind text not null check (kind in ('file', 'post')),
  hash text not null,
  made text not null,
  embedder text not null,
  bytes integer not null,
  problem text not null default '',
  at integer not null,
  unique (agent, source)
) strict;

-- A piece of it. terms: sorted 32-bit hashes of its words, by which knowledge_terms finds it and forgets it.
create table knowledge_chunk (
  id integer primary key autoincrement,
  document_id integer not null references knowledge_document (id),
  place integer not null,
  heading text not null,
  text text not null,
  tokens integer not null,
  terms blob not null,
  vector blob not null,
  unique (document_id, place)
) strict;

create virtual table knowledge_terms using fts5(terms, content='', detail='none', columnsize=0, tokenize='ascii');
`;
