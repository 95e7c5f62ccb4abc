import type { Apis } from "../http/json-rpc.ts";
import type { Api } from "./api-context.ts";

/** What a node says of its own methods. `apis` may get more of them later. */
export function createJsonrpcApi(apis: Apis): Api {
  return {
    get_methods: () =>
      [...apis].flatMap(([name, api]) => Object.keys(api).map((method) => `${name}.${method}`)).toSorted(),
  };
}
