import { ensure, type Assertion } from "../assertion.ts";

const place = { file: "validation.hpp", method: "validate_account_name" };

const tooShort: Assertion = {
  expression: "validity_check_result != account_name_validity::too_short",
  format: "Account name '${name}' is too short. Use at least ${min} characters.",
  hash: "17180696541040293791",
  place,
};

const tooLong: Assertion = {
  expression: "validity_check_result != account_name_validity::too_long",
  format: "Account name '${name}' is too long. Use maximum of ${max} characters.",
  place,
};

const invalid: Assertion = {
  expression: "validity_check_result != account_name_validity::invalid_sequence",
  format: "Account name '${name}' is not valid. Please follow the RFC 1035 rules.",
  place,
};

const part = /^[a-z][a-z0-9-]+[a-z0-9]$/;

/** Whether this can be the name of an account: 3 to 16 characters, each part between dots at least 3. */
export function isAccountName(name: string): boolean {
  return name.length >= 3 && name.length <= 16 && name.split(".").every((one) => part.test(one));
}

/** Throws a `NodeError` when it cannot be the name of an account. */
export function ensureAccountName(name: string): void {
  ensure(name.length >= 3, tooShort, { name, min: 3 });
  ensure(name.length <= 16, tooLong, { name, max: 16 });
  ensure(isAccountName(name), invalid, { name });
}
