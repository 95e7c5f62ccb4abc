import { ensure, fieldAssertion, stateAssertion } from "../assertion.ts";
import { proxyDepthLimit } from "../chain-constants.ts";
import type { ChainState } from "../state/chain-state.ts";
import { ensureAccountName } from "./account-name.ts";
import { accountName } from "./field.ts";
import { getAccount } from "./find-account.ts";
import { active, defineRule } from "./rule.ts";

interface ProxyFields {
  readonly account: string;
  /** Empty for nobody. */
  readonly proxy: string;
}

const toOneself = fieldAssertion("proxy != account", "Cannot proxy to self");
const unchanged = stateAssertion("account.get_proxy() != new_proxy.get_id()", "Proxy must change.");
const nothingToClear = stateAssertion("account.has_proxy()", "Proxy must change.");
const loop = stateAssertion(
  "proxy_chain.insert( next_proxy.get_id() ).second",
  "This proxy would create a proxy loop.",
);
const tooLong = stateAssertion("proxy_chain.size() <= HIVE_MAX_PROXY_RECURSION_DEPTH", "Proxy chain is too long.");

/** Lets another account vote for witnesses in one's place, or nobody any more. */
export const accountWitnessProxy = defineRule<ProxyFields>({
  name: "account_witness_proxy",
  read: (fields) => ({ account: accountName(fields, "account"), proxy: accountName(fields, "proxy") }),
  required: ({ account }) => active(account),
  validate: ({ account, proxy }) => {
    ensureAccountName(account);
    if (proxy !== "") ensureAccountName(proxy);
    ensure(proxy !== account, toOneself);
  },
  apply: ({ account: name, proxy }, context) => {
    const { state } = context;
    const account = getAccount(state, name);
    if (proxy === "") ensure(account.proxy !== "", nothingToClear);
    else ensureMayVoteFor(name, proxy, state);
    if (account.proxy !== "") context.emit(["proxy_cleared", { account: name, proxy: account.proxy }]);
    const votes = proxy === "" ? account.witnessVotes : [];
    state.accounts.set(name, { ...account, proxy, witnessVotes: votes });
  },
});

function ensureMayVoteFor(name: string, proxy: string, state: ChainState): void {
  ensure(getAccount(state, proxy).name !== getAccount(state, name).proxy, unchanged);
  const chain = new Set([name, proxy]);
  for (let next = getAccount(state, proxy).proxy; next !== ""; next = getAccount(state, next).proxy) {
    ensure(!chain.has(next), loop);
    chain.add(next);
    ensure(chain.size <= proxyDepthLimit, tooLong);
  }
}
