/** Migration 4: what people wish of the bot, what is known of them, and fair turns in the queue. Never edited once released. */
export const peopleAndTurns = `
-- stop_said: author/permlink of the comment that said it. *_told: whether it was acknowledged, which happens once at most.
alter table account add column stop_said text not null default '';
alter table account add column stop_told integer not null default 0 check (stop_told in (0, 1));
alter table account add column forget_told integer not null default 0 check (forget_told in (0, 1));
-- forget_at: slot of the block that asked for it; null once it is done.
alter table account add column forget_at integer;
-- Their standing as of known_at. follows_of: JSON list of our accounts that follow them.
alter table account add column reputation real;
alter table account add column hive_power real;
alter table account add column follows_of text not null default '[]';
alter table account add column known_at integer not null default 0;
create index account_stopped on account (stopped_at) where stopped_at is not null;
create index account_forget on account (forget_at) where forget_at is not null;

-- rank: 0 for who asked, 1 for who did not. round: how many jobs of the same person go before it, counted from the round
-- that the queue stood at when it came. queued_at: when it happened, less the head start that its person has.
alter table inbox add column rank integer not null default 0;
alter table inbox add column round integer not null default 0;
alter table inbox add column queued_at integer not null default 0;
-- JSON of what the gates said.
alter table inbox add column gates text not null default '';
update inbox set queued_at = happened_at, rank = iif(trigger_kind in ('post', 'thread'), 1, 0);
drop index inbox_open;
create index inbox_queue on inbox (rank, round, queued_at, id) where state in ('waiting', 'claimed');
create index inbox_of_person on inbox (person, rank, round) where state in ('waiting', 'claimed');
`;
