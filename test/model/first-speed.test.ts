import { expect, test } from "vitest";
import { firstSpeed } from "../../src/model/first-speed.ts";
import { asking, keptLog, never, openModel, scriptIn, temporaryFolder } from "./temporary-model.ts";

const identity = { name: "default", title: "Bee 1B", backend: "cpu, 3 threads" };
const turn = {
  text: "",
  promptTokens: 600,
  cachedTokens: 200,
  completionTokens: 51,
  firstTokenMilliseconds: 2000,
  milliseconds: 12_000,
};

test("the first turn that is long enough tells the speed, later ones do not", () => {
  const log = keptLog();
  const tell = firstSpeed(log, identity);
  for (const completion of [{ ...turn, completionTokens: 7 }, turn, turn]) tell(completion);
  expect(log.lines).toEqual([
    'info the model\'s first turn, in tokens a second {"model":"default","backend":"cpu, 3 threads","reads":200,"says":5}',
  ]);
});

test("less than one token a second is a warning", () => {
  const log = keptLog();
  firstSpeed(log, identity)({ ...turn, milliseconds: 102_000 });
  expect(log.lines).toEqual([expect.stringMatching(/^warn .*very slow here.*"says":0\.5/)]);
});

const folder = temporaryFolder();

test("a model that runs tells its speed after its first turn", async () => {
  const log = keptLog();
  const says = ["one ", "two ", "three ", "four ", "five ", "six ", "seven ", "eight ", "nine "];
  await using model = await openModel({ path: scriptIn(folder, says) }, { log });
  await model.complete(asking(), never);
  expect(log.lines.filter((line) => line.includes('"says"'))).toHaveLength(1);
});
