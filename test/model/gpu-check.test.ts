import { expect, test } from "vitest";
import { checkGpu } from "../../src/model/gpu-check.ts";
import { temporaryFolder, openModel, scriptIn } from "./temporary-model.ts";

const folder = temporaryFolder();

async function warnings(
  wanted: "auto" | "required" | false,
  gpu: "cuda" | false,
  there: readonly (string | false)[],
): Promise<string[]> {
  const said: string[] = [];
  await checkGpu(
    wanted,
    { gpu },
    (_, message) => said.push(message),
    async () => there,
  );
  return said;
}

test("a GPU that is there and idle is a warning that says where the remedy stands", async () => {
  expect(await warnings("auto", false, ["cuda", "vulkan", false])).toEqual([
    expect.stringMatching(/offers cuda, vulkan, .*docs\/models\.md.* runs on the CPU/),
  ]);
});

test("a GPU in use, a machine without one, and a GPU that nobody wants are no news", async () => {
  expect(await warnings("auto", "cuda", ["cuda"])).toEqual([]);
  expect(await warnings("required", "cuda", ["cuda"])).toEqual([]);
  expect(await warnings("auto", false, [false])).toEqual([]);
  expect(await warnings(false, false, ["cuda"])).toEqual([]);
});

test.each([
  [[false], /offers none/],
  [["cuda", false], /offers cuda, but the installed llama\.cpp cannot use it.*docs\/models\.md/],
] as const)("a GPU that is required and does not work is an error (there is: %j)", async (there, complaint) => {
  await expect(warnings("required", false, there)).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringMatching(complaint),
  });
});

test("a model that requires a GPU runs on one or not at all", async () => {
  const opening = openModel({ path: scriptIn(folder, ["Yes"]), gpu: "required" });
  const told = await opening.then(
    async (model) => {
      await model[Symbol.asyncDispose]();
      return model.identity.backend;
    },
    (error: Error) => error.message,
  );
  expect(told).toMatch(/^(cuda|vulkan|metal),|a GPU is required/);
});
