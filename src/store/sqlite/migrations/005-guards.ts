/** Migration 5: what budgets of threads and plans of voting mana are made of. Never edited once released. */
export const guards = `
-- thread: author/permlink of what the subject stands under. weight: of a vote, in basis points; 0 for all else.
alter table ledger add column thread text not null default '';
alter table ledger add column weight integer not null default 0;
create index ledger_votes on ledger (account, at) where capability = 'upvote';

-- The best reputation that an account of ours was ever seen with.
create table reputation (
  account text primary key,
  best real not null
) strict;
`;
