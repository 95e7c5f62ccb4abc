import type { Fields } from "../../chain/wire/fields.ts";
import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import type { Seconds } from "../state/account.ts";
import type { ChainState } from "../state/chain-state.ts";

/** What an operation is applied to. */
export interface RuleContext {
  readonly state: ChainState;
  /** The time of the head block: an operation never sees the time of the block it will be in. */
  readonly now: Seconds;
  /** Notes an operation that nobody signed but that happened because of this one. */
  emit(virtualOperation: WireOperation): void;
}

/** Whose signatures an operation needs. */
export interface RequiredAuthorities {
  readonly posting: readonly string[];
  readonly active: readonly string[];
  readonly owner: readonly string[];
}

/** How the chain treats one kind of operation. Every method but `required` throws a `NodeError` to refuse. */
export interface Rule<Own extends object> {
  /** The chain's name of it. */
  readonly name: string;
  /** Fills in what is missing and turns every field into its type. */
  read(fields: Fields): Own;
  required(own: Own): RequiredAuthorities;
  /** Looks at the operation alone. */
  validate(own: Own): void;
  /** Checks it against the state and changes the state. */
  apply(own: Own, context: RuleContext): void;
}

/** An operation together with the rule for it. */
export interface RuledOperation {
  /** In the legacy form, with nothing missing. */
  readonly wire: WireOperation;
  readonly required: RequiredAuthorities;
  validate(): void;
  apply(context: RuleContext): void;
}

/** A rule of any kind, as the table of rules holds it. */
export interface OperationRule {
  readonly name: string;
  /** Throws a `NodeError` where a field has the wrong type. */
  bind(fields: Fields): RuledOperation;
}

/** Makes a rule fit the table of rules. */
export function defineRule<Own extends object>(rule: Rule<Own>): OperationRule {
  return {
    name: rule.name,
    bind(raw) {
      const own = rule.read(raw);
      return {
        wire: [rule.name, Object.fromEntries(Object.entries(own))],
        required: rule.required(own),
        validate: () => {
          rule.validate(own);
        },
        apply: (context) => {
          rule.apply(own, context);
        },
      };
    },
  };
}

const none: RequiredAuthorities = { posting: [], active: [], owner: [] };

export function posting(...accounts: readonly string[]): RequiredAuthorities {
  return { ...none, posting: accounts };
}

export function active(...accounts: readonly string[]): RequiredAuthorities {
  return { ...none, active: accounts };
}

export function owner(...accounts: readonly string[]): RequiredAuthorities {
  return { ...none, owner: accounts };
}
