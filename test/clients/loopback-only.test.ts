import { Client } from "@hiveio/dhive";
import { createHiveChain } from "@hiveio/wax";
import { callRPC, config } from "hive-tx";
import { expect, test } from "vitest";
import { strayed } from "./loopback-only.ts";

// wax, workerbee through it, and hive-tx have public nodes of their own to fall back on.

test("a client that was told no node of ours reaches none", async () => {
  const wax = await createHiveChain();
  await expect(wax.api.database_api.get_dynamic_global_properties({})).rejects.toThrow(/./);
  await expect(callRPC("condenser_api.get_version", [], 1000, 0)).rejects.toThrow(/./);
  const dhive = new Client("https://node.example", { timeout: 100 });
  await expect(dhive.database.getVersion()).rejects.toThrow(/./);
  expect(new Set(strayed)).toEqual(
    new Set(["api.hive.blog", ...config.nodes.slice(0, 1).map((node) => new URL(node).host), "node.example"]),
  );
  wax.delete();
});
