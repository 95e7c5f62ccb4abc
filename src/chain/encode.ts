import { SkepError } from "../shared/errors.ts";
import type { CommentOptions, Operation } from "./operation.ts";
import type { WireOperation } from "./wire/wire-transaction.ts";

/**
 * Turns an operation of ours into the legacy form, ready to be signed. Throws `chain_rejected` for an operation that is
 * known by name only, and for text with half a surrogate pair: the node would hash other bytes than we sign.
 */
export function encodeOperation(operation: Operation): WireOperation {
  const encoded = encode(operation);
  const broken = Object.entries(encoded[1]).find(
    ([, value]) => typeof value === "string" && /\p{Surrogate}/u.test(value),
  );
  if (broken) throw new SkepError("chain_rejected", `the ${broken[0]} of ${encoded[0]} is not well-formed Unicode`);
  return encoded;
}

function encode(operation: Operation): WireOperation {
  switch (operation.type) {
    case "comment": {
      const { author, permlink, title, body } = operation;
      const parent = { parent_author: operation.parentAuthor, parent_permlink: operation.parentPermlink };
      return ["comment", { ...parent, author, permlink, title, body, json_metadata: operation.jsonMetadata }];
    }
    case "commentOptions":
      return encodeCommentOptions(operation);
    case "deleteComment":
      return ["delete_comment", { author: operation.author, permlink: operation.permlink }];
    case "vote": {
      const { voter, author, permlink, weight } = operation;
      return ["vote", { voter, author, permlink, weight }];
    }
    case "customJson": {
      const { id, json } = operation;
      const auths = { required_auths: operation.requiredAuths, required_posting_auths: operation.requiredPostingAuths };
      return ["custom_json", { ...auths, id, json }];
    }
    case "transfer": {
      const { from, to, amount, memo } = operation;
      return ["transfer", { from, to, amount, memo }];
    }
    case "accountChange":
    case "other":
      throw new SkepError("chain_rejected", `cannot write the operation ${operation.name}`);
  }
}

function encodeCommentOptions(options: CommentOptions): WireOperation {
  const { author, permlink, beneficiaries } = options;
  const fields = {
    author,
    permlink,
    max_accepted_payout: options.maxAcceptedPayout,
    percent_hbd: options.percentHbd,
    allow_votes: options.allowVotes,
    allow_curation_rewards: options.allowCurationRewards,
    extensions: beneficiaries.length === 0 ? [] : [[0, { beneficiaries }]],
  };
  return ["comment_options", fields];
}
