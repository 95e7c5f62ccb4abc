import { refusal, type Assertion } from "../assertion.ts";
import { RawJson, type Piece } from "../http/raw-json.ts";
import { readInteger } from "../rules/field.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { named } from "./params.ts";

const maxRange = 1000;

const noStart: Assertion = {
  expression: "starting_block_num > 0",
  format: "Invalid starting block number",
  tail: "rethrow",
  place: { file: "block_api.cpp", method: "get_block_range" },
};

/** Blocks in the NAI form. What is not there yet is an empty answer, not an error. */
export function createBlockApi({ ledger }: ApiContext): Api {
  const find = (params: unknown): ReturnType<typeof ledger.blocks.find> =>
    ledger.blocks.find(readInteger(named(params)["block_num"], "uint64_t"));
  return {
    get_block: (params) => wrapped("block", find(params)?.naiJson),
    get_block_header: (params) => wrapped("header", find(params)?.headerJson),
    get_block_range: (params) => {
      const fields = named(params);
      const start = readInteger(fields["starting_block_num"], "uint64_t");
      const count = readInteger(fields["count"], "uint64_t");
      if (start <= 0) throw refusal(noStart);
      const blocks = ledger.blocks.range(start, Math.min(Math.max(0, count), maxRange));
      const pieces = blocks.flatMap(({ naiJson }, index) => (index === 0 ? [naiJson] : [",", naiJson]));
      return new RawJson('{"blocks":[', ...pieces, "]}");
    },
  };
}

function wrapped(name: string, json: Piece | undefined): RawJson {
  return json === undefined ? new RawJson("{}") : new RawJson(`{"${name}":`, json, "}");
}
