import { createChance } from "./chance.ts";
import { parseFault, type Fault } from "./fault.ts";

/** A fault that was added, and how it does. */
export interface StandingFault {
  readonly id: number;
  readonly fault: Fault;
  /** How many requests it has struck so far. */
  readonly strikes: number;
}

/** One strike of a fault. */
export interface Strike<Kind extends Fault["kind"]> {
  readonly fault: Extract<Fault, { kind: Kind }>;
  /** 0..1, for what the fault leaves to chance. */
  readonly chance: number;
}

/** The faults that stand, in the order in which they were added. */
export interface FaultRegistry {
  /** Throws `config_invalid` for what is no fault. */
  add(input: unknown): StandingFault;
  /** Takes one out, or all. Returns whether there was one. */
  remove(id?: number): boolean;
  list(): readonly StandingFault[];
  /** Each fault of these kinds that strikes a request for these methods. */
  strike<Kind extends Fault["kind"]>(kinds: readonly Kind[], methods: readonly string[]): readonly Strike<Kind>[];
  /** The first one that does. Those behind it are spared. */
  strikeFirst<Kind extends Fault["kind"]>(kinds: readonly Kind[], methods: readonly string[]): Strike<Kind> | undefined;
}

interface Entry {
  readonly id: number;
  readonly fault: Fault;
  readonly chance: () => number;
  met: number;
  strikes: number;
}

const broadcasts = [
  "network_broadcast_api",
  "condenser_api.broadcast_transaction",
  "condenser_api.broadcast_transaction_synchronous",
];

export function createFaultRegistry(): FaultRegistry {
  const entries: Entry[] = [];
  let lastId = 0;

  function* strikes<Kind extends Fault["kind"]>(
    kinds: readonly Kind[],
    methods: readonly string[],
  ): Generator<Strike<Kind>> {
    for (const entry of entries) {
      const { fault } = entry;
      if (isOf(fault, kinds) && decide(entry, methods)) yield { fault, chance: entry.chance() };
    }
  }

  return {
    add(input) {
      const fault = parseFault(input);
      const seed = "seed" in fault ? fault.seed : undefined;
      lastId += 1;
      const entry = { id: lastId, fault, chance: createChance(seed ?? 1), met: 0, strikes: 0 };
      entries.push(entry);
      return entry;
    },
    remove(id) {
      const before = entries.length;
      const left = id === undefined ? [] : entries.filter((entry) => entry.id !== id);
      entries.splice(0, before, ...left);
      return left.length < before;
    },
    list: () => entries.map(({ id, fault, strikes: count }) => ({ id, fault, strikes: count })),
    strike: (kinds, methods) => [...strikes(kinds, methods)],
    strikeFirst: (kinds, methods) => strikes(kinds, methods).next().value ?? undefined,
  };
}

/** Whether the fault strikes this time, which it takes note of. */
function decide(entry: Entry, methods: readonly string[]): boolean {
  const { fault } = entry;
  if (fault.kind === "refuse") return false; // it is the port's
  const { times = Number.POSITIVE_INFINITY, share = 1, every = 1 } = fault;
  if (entry.strikes >= times || !concerns(fault.methods ?? defaultMethods(fault), methods)) return false;
  entry.met += 1;
  if ((entry.met - 1) % every !== 0) return false;
  if (share < 1 && entry.chance() >= share) return false;
  entry.strikes += 1;
  return true;
}

function concerns(wanted: readonly string[] | undefined, methods: readonly string[]): boolean {
  if (wanted === undefined) return true;
  return methods.some((method) => wanted.some((name) => method === name || method.startsWith(`${name}.`)));
}

function defaultMethods({ kind }: Fault): readonly string[] | undefined {
  return kind === "lose-answer" || kind === "lose-transaction" ? broadcasts : undefined;
}

function isOf<Kind extends Fault["kind"]>(
  fault: Fault,
  kinds: readonly Kind[],
): fault is Extract<Fault, { kind: Kind }> {
  return kinds.some((kind) => kind === fault.kind);
}
