import { ensure, type Assertion } from "../assertion.ts";
import { isFastJson } from "./fast-json.ts";
import { isLooseJson } from "./loose-json.ts";

const invalid: Assertion = {
  expression: "fc::json::is_valid(json, fc::json::format_validation_mode::relaxed )",
  format: "JSON is not valid JSON",
  place: { file: "hive_operations.cpp", method: "validate_json_with_fallback" },
};

/** Throws a `NodeError` when hived would not take this as JSON. */
export function ensureJson(json: string): void {
  ensure(isFastJson(json) || isLooseJson(json), invalid);
}
