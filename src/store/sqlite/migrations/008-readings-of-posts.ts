/** Migration 8: what a model said of a post, kept from digest to digest. Never edited once released. */
export const readingsOfPosts = `
create table reading (
  key text primary key,
  author text not null,
  output text not null,
  used_at integer not null
) strict;
create index reading_used on reading (used_at);
create index reading_author on reading (author);
`;
