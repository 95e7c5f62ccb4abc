import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { describeRecorded, hasFixture, readFixture } from "../support/fixtures.ts";
import { leftOut, recordedCases } from "./recorded-cases.ts";
import { openStage, setUp, transactionOf } from "./recorded-stage.ts";

interface NodeAnswer {
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly data?: {
      readonly code: number;
      readonly name: string;
      readonly message: string;
      readonly assert_hash?: string;
      readonly extension: unknown;
      readonly stack: readonly Frame[];
    };
  };
}

interface Frame {
  readonly context: { readonly level: string; readonly file: string; readonly method: string };
  readonly format: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Recording {
  readonly request: unknown;
  readonly response: NodeAnswer;
}

const folder = "hived-recorded";
const names = hasFixture(folder)
  ? readFixture<{ entries: { name: string; code: number | null }[] }>(`${folder}/INDEX.json`)
      .entries.filter(({ code }) => code !== null)
      .map(({ name }) => name)
  : [];

const withoutEnding = (name: string): string => name.replace(/\.(?:nb|sync)$/, "");

describeRecorded(folder, "a real node's refusals", () => {
  it("are all repeated, but for those that cannot be", () => {
    const known = new Set([...Object.keys(recordedCases), ...Object.keys(leftOut)]);
    expect(names.map(withoutEnding).filter((name) => !known.has(name))).toEqual([]);
    expect([...known].filter((name) => !names.some((one) => withoutEnding(one) === name))).toEqual([]);
  });

  it("are as many as the docs say", () => {
    const repeated = names.filter((name) => !(withoutEnding(name) in leftOut));
    expect(readFileSync("docs/devnet.md", "utf8")).toContain(
      ` ${repeated.length} of ${names.length} recorded refusals `,
    );
  });

  it.each(names.filter((name) => !(withoutEnding(name) in leftOut)))("%s", async (name) => {
    const recorded = readFixture<Recording>(`${folder}/${name}.json`);
    await using devnet = await openStage();
    expect(core(await repeat(devnet, name, recorded.request))).toEqual(core(recorded.response));
  });
});

/** Brings the situation about and asks as the recording did, with what belongs to its chain replaced by ours. */
async function repeat(devnet: Devnet, name: string, request: unknown): Promise<NodeAnswer> {
  const operations = operationsOf(request);
  if (!operations) return ask(devnet, request);
  const { before, flaw = {} } = recordedCases[withoutEnding(name)] ?? {};
  setUp(devnet, operations);
  const first = transactionOf(devnet, operations, flaw);
  await before?.({ devnet, operations, transaction: first });
  const transaction = name.startsWith("duplicate-in") ? first : transactionOf(devnet, operations, flaw);
  const isByName = name.endsWith(".nb");
  return ask(devnet, { ...(request as object), params: isByName ? { trx: transaction } : [transaction] });
}

/** The operations of the transaction in a request, where there is one. */
function operationsOf(request: unknown): readonly WireOperation[] | undefined {
  const { params } = (request ?? {}) as { readonly params?: unknown };
  const [first] = Array.isArray(params)
    ? (params as unknown[])
    : [(params as { readonly trx?: unknown } | undefined)?.trx];
  return (first as { readonly operations?: readonly WireOperation[] } | undefined)?.operations;
}

async function ask(devnet: Devnet, body: unknown): Promise<NodeAnswer> {
  const isGet = body === undefined;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(devnet.url, isGet ? {} : { method: "POST", body: text });
  return (await response.json()) as NodeAnswer;
}

/** What a client can tell refusals apart by. Figures and names that belong to one chain are masked. */
function core({ error }: NodeAnswer): unknown {
  if (!error?.data) return error && { code: error.code, message: error.message };
  const { stack, ...data } = error.data;
  const [first] = stack;
  const isOfTransaction = stack.some(isOfTheTrail);
  return {
    code: error.code,
    message: masked(error.message),
    data: { ...data, message: masked(data.message), extension: masked(JSON.stringify(data.extension)) },
    first: isOfTransaction
      ? {
          format: first?.format,
          place: pathOf(first),
          keys: Object.keys(first?.data ?? {}).filter((key) => key !== "sigs"),
        }
      : {},
    trail: stack.slice(1).filter(isOfTheTrail).map(placeOf),
  };
}

function placeOf(frame: Frame): string {
  return `${frame.context.level} ${pathOf(frame)}`;
}

function pathOf(frame: Frame | undefined): string {
  return `${frame?.context.file} ${frame?.context.method}`;
}

// hived's evaluators and validators add lines of their own in between; these are of every refusal of a transaction.
const trailMethods = /^(?:process_non_fast|push_transaction|determine_encoding)/;

function isOfTheTrail({ context, data }: Frame): boolean {
  return trailMethods.test(context.method) || "full_transaction->get_transaction()" in data;
}

function masked(text: string): string {
  return text.replaceAll(/"amount":"-?\d+"|\b\d+(?= RC\b)|`\d+\/|\d+(?=\/)|:\d+ /g, "#");
}
