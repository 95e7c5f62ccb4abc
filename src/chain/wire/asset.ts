import { SkepError } from "../../shared/errors.ts";
import type { Fields } from "./fields.ts";

/** An amount of money in the form of block_api: no decimal point, the currency as a number. */
export interface NaiAsset {
  readonly amount: string;
  readonly precision: number;
  readonly nai: string;
}

// Testnets print HIVE and HBD as TESTS and TBD; the NAI is the same.
const currencies = [
  { nai: "@@000000021", precision: 3, symbols: ["HIVE", "TESTS"] },
  { nai: "@@000000013", precision: 3, symbols: ["HBD", "TBD"] },
  { nai: "@@000000037", precision: 6, symbols: ["VESTS"] },
] as const;

const textForm = /^(-?\d{1,16})\.(\d{3,6}) ([A-Z]{3,5})$/;

/** Whether this is an object with the three fields of a NAI asset, of whatever type they are. */
export function looksLikeNaiAsset(value: Fields): boolean {
  return "amount" in value && "precision" in value && "nai" in value;
}

/** `{ amount: "1000", precision: 3, nai: "@@000000013" }` as `"1.000 HBD"`. Throws `chain_rejected` for anything else. */
export function assetText(asset: Fields): string {
  const { amount, precision, nai } = asset;
  const currency = currencies.find((one) => one.nai === nai && one.precision === precision);
  const digits = typeof amount === "number" ? String(amount) : amount;
  if (!currency || typeof digits !== "string" || !/^-?\d{1,19}$/.test(digits)) {
    throw new SkepError("chain_rejected", `expected an asset, got ${JSON.stringify(asset).slice(0, 100)}`);
  }
  const sign = digits.startsWith("-") ? "-" : "";
  const padded = digits.replace("-", "").padStart(currency.precision + 1, "0");
  const point = padded.length - currency.precision;
  return `${sign}${padded.slice(0, point)}.${padded.slice(point)} ${currency.symbols[0]}`;
}

/** `"1.000 HBD"` as a NAI asset. Throws `chain_rejected` for text that is no asset. */
export function naiAsset(text: string): NaiAsset {
  const [, whole, fraction, symbol] = textForm.exec(text) ?? [];
  const currency = currencies.find(({ symbols }) => symbols.some((one) => one === symbol));
  if (whole === undefined || fraction?.length !== currency?.precision || !currency) {
    throw new SkepError(
      "chain_rejected",
      `expected an asset such as "1.000 HBD", got ${JSON.stringify(text.slice(0, 100))}`,
    );
  }
  return { amount: String(BigInt(`${whole}${fraction}`)), precision: currency.precision, nai: currency.nai };
}
