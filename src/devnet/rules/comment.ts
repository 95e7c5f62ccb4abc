import type { Fields } from "../../chain/wire/fields.ts";
import { ensure, fieldAssertion, stateAssertion } from "../assertion.ts";
import { softMaxDepth } from "../chain-constants.ts";
import { ensureAccountName } from "./account-name.ts";
import { createComment, editComment } from "./comment-change.ts";
import { accountName, text } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { getComment } from "./find-comment.ts";
import { ensureShortPermlink } from "./permlink.ts";
import { defineRule, posting, type RuleContext } from "./rule.ts";
import { commentKey } from "../state/comment.ts";
import { ensureJson } from "./valid-json.ts";

/** A comment operation in the chain's own names. */
export interface CommentFields {
  readonly parent_author: string;
  readonly parent_permlink: string;
  readonly author: string;
  readonly permlink: string;
  readonly title: string;
  readonly body: string;
  readonly json_metadata: string;
}

const titleLimit = 256; // bytes, exclusive

const longTitle = fieldAssertion(
  "title.size() < HIVE_COMMENT_TITLE_LIMIT",
  "Title size limit exceeded. Max: ${max} Current: ${n}",
);
const emptyBody = fieldAssertion("body.size() > 0", "Body is empty");

const tooDeep = stateAssertion(
  "parent.get_depth() < depth_limit",
  "Comment is nested ${x} posts deep, maximum depth is ${y}.",
);

/** A root post, a reply, or an edit of either: the same author and permlink is an edit. */
export const comment = defineRule<CommentFields>({
  name: "comment",
  read: (fields: Fields) => ({
    parent_author: accountName(fields, "parent_author"),
    parent_permlink: text(fields, "parent_permlink"),
    author: accountName(fields, "author"),
    permlink: text(fields, "permlink"),
    title: text(fields, "title"),
    body: text(fields, "body"),
    json_metadata: text(fields, "json_metadata"),
  }),
  required: ({ author }) => posting(author),
  validate,
  apply,
});

function validate(fields: CommentFields): void {
  const titleSize = Buffer.byteLength(fields.title);
  ensure(titleSize < titleLimit, longTitle, { max: titleLimit - 1, n: titleSize });
  ensure(fields.body.length > 0, emptyBody);
  if (fields.parent_author !== "") ensureAccountName(fields.parent_author);
  ensureAccountName(fields.author);
  ensureShortPermlink(fields.parent_permlink);
  ensureShortPermlink(fields.permlink);
  if (fields.json_metadata !== "") ensureJson(fields.json_metadata);
}

function apply(fields: CommentFields, context: RuleContext): void {
  const { state } = context;
  const author = getAccount(state, fields.author);
  const parent =
    fields.parent_author === "" ? undefined : getComment(state, fields.parent_author, fields.parent_permlink);
  if (parent) ensure(parent.depth < softMaxDepth, tooDeep, { x: parent.depth, y: softMaxDepth });
  const existing = state.comments.find(commentKey(fields.author, fields.permlink));
  if (existing) editComment(existing, fields, { author, parent, context });
  else createComment(fields, { author, parent, context });
}
