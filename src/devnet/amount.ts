import { ensure, type Assertion } from "./assertion.ts";
import { unparsable } from "./rules/field.ts";

export type Currency = "HIVE" | "HBD" | "VESTS";

/** An amount of money in the smallest unit of its currency. */
export interface Amount {
  readonly units: bigint;
  readonly currency: Currency;
}

const decimalsOf: Readonly<Record<Currency, number>> = { HIVE: 3, HBD: 3, VESTS: 6 };
const maxUnits = 2n ** 63n - 1n;

const place = { file: "legacy_asset.cpp", method: "from_string" };
const noBlank: Assertion = {
  expression: "space_pos != std::string::npos",
  format: "",
  place,
};
const noSymbol: Assertion = {
  expression: "false",
  format: "Cannot parse asset symbol",
  place,
};
const threeDecimals: Assertion = {
  expression: "decimals == 3",
  format: "Incorrect decimal places",
  place,
};
const sixDecimals: Assertion = { expression: "decimals == 6", format: "Incorrect decimal places", place };

/** Reads `"1.000 HBD"` as hived does: extra blanks are fine, other precisions are not. Throws a `NodeError`. */
export function parseAmount(text: string): Amount {
  const trimmed = text.trim();
  const blank = trimmed.indexOf(" ");
  ensure(blank !== -1, noBlank);
  const currency = trimmed.slice(blank).trim();
  ensure(isCurrency(currency), noSymbol);
  const [whole = "", fraction = ""] = trimmed.slice(0, blank).split(".");
  if (!/^-?\d+$/.test(whole) || !/^\d*$/.test(fraction)) throw unparsable("int64_t");
  ensure(fraction.length === decimalsOf[currency], currency === "VESTS" ? sixDecimals : threeDecimals);
  const units = BigInt(whole + fraction);
  if (units > maxUnits || units < -maxUnits) throw unparsable("int64_t");
  return { units, currency };
}

/** `1000n` of HBD as `"1.000 HBD"`. */
export function amountText({ units, currency }: Amount): string {
  const decimals = decimalsOf[currency];
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, "0");
  const sign = units < 0n ? "-" : "";
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)} ${currency}`;
}

export function hbdText(units: bigint): string {
  return amountText({ units, currency: "HBD" });
}

export function hiveText(units: bigint): string {
  return amountText({ units, currency: "HIVE" });
}

export function vestsText(units: bigint): string {
  return amountText({ units, currency: "VESTS" });
}

function isCurrency(text: string): text is Currency {
  return text in decimalsOf;
}
