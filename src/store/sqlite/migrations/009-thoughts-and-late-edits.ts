/** Migration 9: what a model thought before it answered, and edits that wait for their text. Never edited once released. */
export const thoughtsAndLateEdits = `
-- Deflated UTF-8; null where it did not think.
alter table turn add column thoughts blob;

-- Edits of posts that no node could show when their blocks were read; event is JSON.
create table late_edit (
  event_id text primary key,
  event text not null
) strict;
`;
