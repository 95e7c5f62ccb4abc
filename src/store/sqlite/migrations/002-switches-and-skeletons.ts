/** Migration 2: pauses, failures apart from claims, chain time, and what retention left of a row. Never edited once released. */
export const switchesAndSkeletons = `
-- failures: of its own making. interruptions: how often the process ended with the job in hand.
alter table inbox add column failures integer not null default 0;
alter table inbox add column interruptions integer not null default 0;
-- shrunk: everything that came of the job is a skeleton by now.
alter table inbox add column shrunk integer not null default 0 check (shrunk in (0, 1));
create index inbox_whole on inbox (happened_at) where shrunk = 0 and state in ('decided', 'stale', 'gone', 'gated');

-- at: slot of the block. born_at: number of the head when this store began; what was on chain before is history.
alter table cursor add column at integer not null default 0;
alter table cursor add column born_at integer not null default 0;

-- A row that a node has taken is due again too: the same bytes are sent until they are confirmed or have expired.
drop index outbox_due;
create index outbox_due on outbox (account) where state in ('planned', 'signed', 'sent');
create index outbox_said on outbox (account, id) where written is not null and live = 1;
create index outbox_refused on outbox (live, id) where state in ('confirmed', 'failed');
create index attempt_signature on attempt (signature);

-- Who is paused, and since when whose refusals count. The agent with the empty name stands for all.
create table switch (
  agent text primary key,
  paused_at integer,
  because text not null default '',
  resumed_at integer not null default 0
) strict;
`;
