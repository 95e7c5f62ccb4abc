import { naiAsset } from "./asset.ts";
import { publicKeyBytes } from "./key.ts";
import { misfit, type Layout } from "./layout.ts";

/** How single values lie in the chain's binary format. Each throws `chain_rejected` for a value of another kind. */

export const text: Layout = (out, value) => {
  if (typeof value !== "string") throw misfit("text", value);
  out.text(value);
};

export const flag: Layout = (out, value) => {
  if (typeof value !== "boolean") throw misfit("true or false", value);
  out.uint8(value ? 1 : 0);
};

export const uint8: Layout = (out, value) => {
  out.uint8(whole(value, 0, 0xff));
};

export const uint16: Layout = (out, value) => {
  out.uint16(whole(value, 0, 0xffff));
};

export const int16: Layout = (out, value) => {
  out.int16(whole(value, -0x8000, 0x7fff));
};

export const uint32: Layout = (out, value) => {
  out.uint32(whole(value, 0, 0xffff_ffff));
};

export const int64: Layout = (out, value) => {
  out.int64(BigInt(whole(value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)));
};

/** `YYYY-MM-DDTHH:mm:ss`, in UTC, as seconds. */
export const time: Layout = (out, value) => {
  const at = typeof value === "string" ? Date.parse(`${value}Z`) / 1000 : Number.NaN;
  uint32(out, at, "legacy");
};

/** A public key in text form as its 33 bytes. */
export const publicKey: Layout = (out, value) => {
  const bytes = typeof value === "string" ? publicKeyBytes(value) : undefined;
  if (!bytes) throw misfit("a public key", value);
  out.append(bytes);
};

/** Hex digits as bytes, their number before them. */
export const hex: Layout = (out, value) => {
  if (typeof value !== "string" || !/^(?:[0-9a-f]{2})*$/i.test(value)) throw misfit("hex digits", value);
  out.count(value.length / 2);
  out.append(Buffer.from(value, "hex"));
};

// Numbers of the assets in hive/protocol/asset_symbol.hpp: the NAI, a bit that marks one of Hive's own, the precision.
const assetNumbers: Readonly<Record<string, number>> = {
  "@@000000021": 0xbebc_2023,
  "@@000000013": 0xbebc_2003,
  "@@000000037": 0xbebc_2046,
};

// Testnets spell their symbols as they print them; mainnet's bytes still say what HIVE and HBD were called before 2020.
const oldSymbols: Readonly<Record<string, string>> = { HIVE: "STEEM", HBD: "SBD" };
const symbolSize = 7;

/** Money in text form, such as `"1.000 HBD"`. */
export const asset: Layout = (out, value, packing) => {
  if (typeof value !== "string") throw misfit("an asset", value);
  const { amount, precision, nai } = naiAsset(value);
  out.int64(BigInt(amount));
  if (packing === "hf26") {
    out.uint32(assetNumbers[nai] ?? 0);
    return;
  }
  const symbol = value.slice(value.lastIndexOf(" ") + 1);
  out.uint8(precision);
  out.append(Buffer.from((oldSymbols[symbol] ?? symbol).padEnd(symbolSize, "\0")));
};

function whole(value: unknown, min: number, max: number): number {
  if (!Number.isInteger(value) || Number(value) < min || Number(value) > max) {
    throw misfit(`a whole number of ${min}..${max}`, value);
  }
  return Number(value);
}
