/** Migration 1: the tables of the one path of one event. Times are integer milliseconds UTC. Never edited once released. */
export const firstTables = `
-- The last block whose jobs are safely in the inbox: one row at most.
create table cursor (
  only integer primary key check (only = 1),
  number integer not null,
  id text not null
) strict;

-- One agent x one event. The subject keeps an edit of a post from becoming a second job.
create table inbox (
  id integer primary key autoincrement,
  agent text not null,
  event_id text not null,
  subject text not null,
  trigger_kind text not null,
  person text not null,
  event text not null,
  block integer not null,
  happened_at integer not null,
  not_before integer not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'claimed', 'decided', 'stale', 'gone', 'gated', 'parked')),
  because text not null default '',
  attempts integer not null default 0,
  lease_until integer,
  unique (agent, subject),
  unique (agent, event_id)
) strict;
create index inbox_open on inbox (happened_at, id) where state in ('waiting', 'claimed');
create index inbox_state on inbox (state);
create index inbox_subject on inbox (subject);

-- Every finished turn of a model; prompt is deflated UTF-8.
create table turn (
  job_id integer not null references inbox (id),
  step text not null,
  model text not null,
  seed integer not null,
  temperature real not null,
  prompt blob not null,
  output text not null,
  prompt_tokens integer not null,
  completion_tokens integer not null,
  milliseconds real not null,
  at integer not null,
  primary key (job_id, step)
) strict;

create table decision (
  job_id integer primary key references inbox (id),
  decision text not null,
  outcome text not null check (outcome in ('allow', 'deny', 'defer')),
  guard text not null,
  because text not null,
  account text not null,
  ledger_version integer not null,
  at integer not null
) strict;

-- One transaction to be. attempts is the number of its newest attempt.
create table outbox (
  id integer primary key autoincrement,
  job_id integer not null references inbox (id),
  account text not null,
  live integer not null check (live in (0, 1)),
  state text not null check (state in
    ('draft', 'planned', 'signed', 'sent', 'confirmed', 'recorded', 'rejected', 'failed', 'lapsed')),
  operations text not null,
  hash text not null,
  memory text not null,
  attempts integer not null default 0,
  not_before integer not null,
  because text not null default '',
  receipt_id text,
  receipt_block integer,
  ended_at integer,
  settled integer not null default 0 check (settled in (0, 1)),
  written text generated always as (case json_extract(operations, '$[0].type') when 'comment'
    then json_extract(operations, '$[0].author') || '/' || json_extract(operations, '$[0].permlink') end) virtual,
  check (state <> 'confirmed' or (receipt_id is not null and receipt_block is not null and ended_at is not null))
) strict;
create index outbox_job on outbox (job_id);
create index outbox_state on outbox (state);
create index outbox_due on outbox (account) where state in ('planned', 'signed');
create index outbox_unsettled on outbox (id) where settled = 0 and state in ('confirmed', 'recorded');
create index outbox_written on outbox (written) where written is not null;

-- Every transaction that was ever signed for an outbox row; over = 1 once no block can hold it any more.
create table attempt (
  outbox_id integer not null references outbox (id),
  number integer not null,
  transaction_id text not null,
  signature text not null,
  expires_at integer not null,
  wire text not null,
  over integer not null default 0 check (over in (0, 1)),
  primary key (outbox_id, number)
) strict;
create index attempt_awaited on attempt (expires_at) where over = 0;

-- What was reserved and spent. Rows are never deleted: the newest id of an account is its version.
create table ledger (
  id integer primary key autoincrement,
  outbox_id integer not null references outbox (id),
  agent text not null,
  account text not null,
  capability text not null,
  person text not null,
  subject text not null,
  state text not null default 'reserved' check (state in ('reserved', 'spent', 'released')),
  at integer not null
) strict;
create index ledger_account on ledger (account, id);
create index ledger_time on ledger (account, at);
create index ledger_outbox on ledger (outbox_id);

create table memory (
  id integer primary key autoincrement,
  outbox_id integer not null unique references outbox (id),
  agent text not null,
  person text not null,
  subject text not null,
  thread text not null,
  asked text not null,
  answered text not null,
  at integer not null
) strict;
create index memory_person on memory (agent, person, at);

-- What we know of people, their STOP among it.
create table account (
  name text primary key,
  stopped_at integer
) strict;

create table schedule (
  agent text not null,
  name text not null,
  last_slot integer not null,
  primary key (agent, name)
) strict;
`;
