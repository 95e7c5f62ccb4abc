/** Migration 3: how the nodes do, as the running bot sees it. Never edited once released. */
export const healthOfNodes = `
-- One row at most: what was told last.
create table health (
  only integer primary key check (only = 1),
  report text not null,
  at integer not null
) strict;
`;
