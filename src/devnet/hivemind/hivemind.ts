import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import type { LedgerBlock } from "../ledger/block-log.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { findCommunity, type SocialContext } from "./social-context.ts";
import { applyCustomJson } from "./custom-op.ts";
import type { Community } from "./community.ts";
import { applyComment, applyDelete } from "./post.ts";
import { createCheckpoints } from "./checkpoints.ts";
import { createSocialState, type SocialState } from "./social-state.ts";
import { applyVote } from "./vote.ts";

/** The layer that people see the chain through. Everything in it follows from the blocks, up to the head. */
export interface Hivemind {
  /** What follows from the blocks as they are now. To be read, not to be changed or kept. */
  social(): SocialState;
  /** A community, known to be one by the name of its account. */
  findCommunity(name: string): Community | undefined;
}

/**
 * Reads a chain as hivemind does. It reads only when it is asked, the blocks that came since; where blocks were replaced it
 * begins again a little before them. `titles` are those that communities were given at genesis.
 */
export function createHivemind(ledger: Ledger, titles: ReadonlyMap<string, string>): Hivemind {
  let social = createSocialState();
  let last: LedgerBlock | undefined;
  const checkpoints = createCheckpoints();
  const accounts = {
    findAccount: (name: string) => ledger.committed().accounts.find(name),
    titleOf: (community: string) => titles.get(community) ?? "",
  };

  function catchUp(): SocialState {
    if (ledger.head().id === last?.id) return social;
    if (last && ledger.blocks.find(last.number)?.id !== last.id) {
      const checkpoint = checkpoints.newestOn(ledger.blocks);
      social = checkpoint?.social ?? createSocialState();
      last = checkpoint?.block;
    }
    const irreversible = ledger.irreversibleNumber();
    for (const block of blocksSince(ledger, last)) {
      const before = ledger.blocks.find(block.number - 1);
      applyBlock(block, {
        social,
        block: block.number,
        now: (before ?? block).at,
        nextNumber: countingUp(),
        ...accounts,
      });
      // Where every block is irreversible at once, none is ever replaced.
      if (irreversible < ledger.head().number) checkpoints.pass(block, social, irreversible);
    }
    last = ledger.head();
    return social;
  }

  return {
    social: catchUp,
    findCommunity: (name) => findCommunity({ social: catchUp(), ...accounts }, name),
  };
}

/** The blocks after `last` in order; all where there is none. */
function blocksSince({ blocks }: Ledger, last: LedgerBlock | undefined): readonly LedgerBlock[] {
  const from = last === undefined ? blocks.first : last.number + 1;
  return blocks.range(from, blocks.length - from + 1);
}

function applyBlock({ happenings }: LedgerBlock, context: SocialContext): void {
  for (const { operation } of happenings) applyOperation(operation, context);
}

function applyOperation([name, fields]: WireOperation, context: SocialContext): void {
  switch (name) {
    case "comment":
      applyComment(fields, context);
      break;
    case "delete_comment":
      applyDelete(fields, context);
      break;
    case "custom_json":
      applyCustomJson(fields, context);
      break;
    case "effective_comment_vote":
      applyVote(fields, context);
      break;
    default:
  }
}

function countingUp(): (kind: string) => number {
  const numbers = new Map<string, number>();
  return (kind) => {
    const number = (numbers.get(kind) ?? 0) + 1;
    numbers.set(kind, number);
    return number;
  };
}
