import { expect, test } from "vitest";
import { loseDatabase, ownDevnet, project, repliesOf, run, skep, write } from "../support/operator.ts";

test("a second bot for the same account is refused from another data directory", { timeout: 120_000 }, async () => {
  await using devnet = await ownDevnet([]);
  const folder = await project(devnet);
  devnet.mine();
  const first = run(folder, ["--live"]);
  await first.said("listening");
  const second = run(folder, ["--live", "--data-dir", "other"]);
  expect(await second.ended).toBe(2);
  expect(second.lines.join("\n")).toContain("already acts for @sage.agent on this machine");
  first.process.kill("SIGKILL");
  await first.ended;
  const third = run(folder, ["--live", "--data-dir", "other"]); // the kernel freed it
  await third.said("listening");
});

test(
  "what a Skep elsewhere says for its account stops it, once, with the post's name; a dry run is not stopped",
  { timeout: 120_000 },
  async () => {
    await using devnet = await ownDevnet(["bob"]);
    const folder = await project(devnet);
    devnet.mine();
    const live = run(folder, ["--live"]);
    const dry = run(folder, ["--data-dir", "dry"]);
    await live.said("listening");
    await dry.said("listening");
    const words = { parent_author: "", parent_permlink: "test", author: "sage.agent", permlink: "from-elsewhere" };
    const said = { ...words, title: "Hi", body: "Hi.", json_metadata: '{"app":"skep/9.9.9"}' };
    devnet.broadcastAs("sage.agent", [["comment", said]]);

    expect(await live.ended).toBe(2);
    expect(live.lines.join("\n")).toMatch(/@sage\.agent\/from-elsewhere in block \d+ was written by another Skep/);
    const again = run(folder, ["--live"]);
    await again.said("listening");
    write(devnet, "bob", "question", "@sage.agent what is the base made of?");
    await again.said("transaction confirmed");
    await dry.said("transaction recorded");
  },
);

test(
  "a lost database answers nobody twice: the reply that stands on chain is left as it is",
  { timeout: 120_000 },
  async () => {
    await using devnet = await ownDevnet(["bob"]);
    const folder = await project(devnet);
    devnet.mine();
    const from = ["--live", "--from", String(devnet.head().number)];
    const first = run(folder, from);
    await first.said("listening");
    write(devnet, "bob", "question", "@sage.agent what is the base made of?");
    await first.said("transaction confirmed");
    first.process.kill("SIGINT");
    await first.ended;

    await loseDatabase(folder);
    const second = run(folder, from);
    await second.said("transaction lapsed");
    second.process.kill("SIGINT");
    expect(await second.ended).toBe(0);
    expect(await repliesOf(devnet, "sage.agent")).toEqual(["bob/question: Of old fire bricks."]);
    expect(skep(folder, "outbox", "list", "--json").out).toContain("is on chain already");
  },
);
