import { expect, test } from "vitest";
import { engineEnvironment } from "../../src/model/engine-environment.ts";

test("the engine is told where libraries and devices are, and no secret", () => {
  const told = engineEnvironment({
    PATH: "/bin",
    LD_LIBRARY_PATH: "/usr/local/cuda/lib64",
    CUDA_VISIBLE_DEVICES: "0",
    HOME: undefined,
    HIVE_POSTING_KEY_SAGE: "5K",
    CUDA_API_KEY: "x",
    HF_TOKEN: "hf_x",
    NODE_OPTIONS: "--inspect",
  });
  expect(told).toEqual({ PATH: "/bin", LD_LIBRARY_PATH: "/usr/local/cuda/lib64", CUDA_VISIBLE_DEVICES: "0" });
});
