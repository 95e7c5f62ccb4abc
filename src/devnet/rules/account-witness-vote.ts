import { ensure, stateAssertion } from "../assertion.ts";
import { witnessName, witnessVoteLimit } from "../chain-constants.ts";
import { ensureAccountName } from "./account-name.ts";
import { accountName, flag } from "./field.ts";
import { getAccount, unknownWitness } from "./find-account.ts";
import { active, defineRule } from "./rule.ts";

interface WitnessVoteFields {
  readonly account: string;
  readonly witness: string;
  readonly approve: boolean;
}

const hasProxy = stateAssertion(
  "!voter.has_proxy()",
  "A proxy is currently set, please clear the proxy before voting for a witness.",
);
const notVoted = stateAssertion("o.approve", "Vote doesn't exist, user must indicate a desire to approve witness.");
const tooMany = stateAssertion(
  "voter.witnesses_voted_for < HIVE_MAX_ACCOUNT_WITNESS_VOTES",
  "Account has voted for too many witnesses.",
);
const voted = stateAssertion("!o.approve", "Vote currently exists, user must indicate a desire to reject witness.");

/** Votes for a witness or takes the vote back. There is one witness here, and votes change nothing. */
export const accountWitnessVote = defineRule<WitnessVoteFields>({
  name: "account_witness_vote",
  read: (fields) => ({
    account: accountName(fields, "account"),
    witness: accountName(fields, "witness"),
    approve: flag(fields, "approve"),
  }),
  required: ({ account }) => active(account),
  validate: ({ account, witness }) => {
    ensureAccountName(account);
    ensureAccountName(witness);
  },
  apply: ({ account: name, witness, approve }, { state }) => {
    const account = getAccount(state, name);
    ensure(account.proxy === "", hasProxy);
    if (witness !== witnessName) throw unknownWitness(witness);
    const others = account.witnessVotes.filter((one) => one !== witness);
    const isVoted = others.length < account.witnessVotes.length;
    ensure(isVoted || approve, notVoted);
    ensure(isVoted || others.length < witnessVoteLimit, tooMany);
    ensure(!isVoted || !approve, voted);
    state.accounts.set(name, { ...account, witnessVotes: approve ? [...others, witness] : others });
  },
});
