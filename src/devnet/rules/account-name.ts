import { ensure, type Assertion } from "../assertion.ts";

const place = { file: "validation.hpp", method: "validate_account_name" };

const tooShort: Assertion = {
  expression: "validity_check_result != account_name_validity::too_short",
  format: "Account name '${name}' is too short. Use at least ${min} characters.",
  place,
};

const invalid: Assertion = {
  expression: "validity_check_result != account_name_validity::invalid_sequence",
  format: "Account name '${name}' is not valid. Please follow the RFC 1035 rules.",
  place,
};

/** The most bytes that hived has room for. */
export const accountNameLimit = 16;

const part = /^[a-z][a-z0-9-]+[a-z0-9]$/;

/** Whether this can be the name of an account: 3 to 16 characters, each part between dots at least 3. */
export function isAccountName(name: string): boolean {
  return name.length >= 3 && name.length <= accountNameLimit && name.split(".").every((one) => part.test(one));
}

/** Throws a `NodeError` when it cannot be the name of an account. That it is not too long was seen when it was read. */
export function ensureAccountName(name: string): void {
  ensure(name.length >= 3, tooShort, { name, min: 3 });
  ensure(isAccountName(name), invalid, { name });
}
