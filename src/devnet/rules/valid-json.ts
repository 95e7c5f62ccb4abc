import { ensure, type Assertion } from "../assertion.ts";
import { isLooseJson } from "./loose-json.ts";

const invalid: Assertion = {
  expression: "fc::json::is_valid(json, fc::json::format_validation_mode::relaxed )",
  format: "JSON is not valid JSON",
  hash: "17375974308051681500",
  place: { file: "hive_operations.cpp", method: "validate_json_with_fallback" },
};

/** Throws a `NodeError` when hived would not take this as JSON. */
export function ensureJson(json: string): void {
  ensure(isLooseJson(json), invalid);
}
