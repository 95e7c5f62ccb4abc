import { describe, expect, test } from "vitest";
import { footer } from "../../src/action/footer.ts";
import { wishesIn } from "../../src/trigger/wish.ts";

const accounts = new Set(["sage.agent", "curator.agent"]);
const comment = (body: string, parentAuthor: string, author = "alice") => ({
  type: "comment" as const,
  parentAuthor,
  parentPermlink: "x",
  author,
  permlink: "y",
  title: "",
  body,
  jsonMetadata: "",
});
const inReply = (body: string) => wishesIn(comment(body, "sage.agent"), accounts);
const elsewhere = (body: string) => wishesIn(comment(body, "bob"), accounts);

describe("a reply to the agent that says only stop, in any case and dress, is a STOP", () => {
  test.each([
    "STOP",
    "stop",
    "Stop.",
    "stop!!!",
    "!stop",
    "!STOP",
    "! stop".replace(" ", ""),
    "@sage.agent stop",
    "@Sage.Agent STOP!",
    "stop @sage.agent",
    "@sage.agent, please stop.",
    "please stop",
    "Stop it, please!",
    "**STOP**",
    "_stop_ 🛑",
    "<center>STOP</center>",
    "  stop  \n\n",
    "ＳＴＯＰ",
    "𝐒𝐓𝐎𝐏",
    "ST\u200bOP",
    "S T O P",
    "S.T.O.P.",
    "S\u0336T\u0336O\u0336P\u0336",
    "stop&nbsp;",
    "<p>@sage.agent&nbsp;stop</p>",
    "stop\n\n![my signature](https://images.example/me.png)",
    "STOP ![](https://images.example/no.gif)",
    "STOP\n\nPosted Using [InLeo Alpha](https://inleo.io/@alice/y)",
    "stop\n\nSent via Ecency mobile",
    "> What a fine day!\n\nstop",
    "I do not want any of this.\nSTOP",
    "I do not want any of this.\n!stop\nThank you.",
    "Thank you, but no.\n@sage.agent stop",
    "unsubscribe",
    "opt out",
    "Стоп!",
    "ΣΤΟΠ",
    "توقف",
    "停止",
    "停。",
    "ストップ！",
    "스톱",
    "중지",
    "रुको",
    "หยุด",
    "עצור",
    "Dừng lại",
    "¡Basta!",
    "Bitte stopp",
  ])("%j", (body) => {
    expect(inReply(body)).toEqual(["stop"]);
  });
});

describe("a reply that speaks of stopping, asks about it, quotes it or shows it as code is none", () => {
  test.each([
    "stop asking @sage.agent whether it rains",
    "Stop?",
    "STOP?",
    "Where does the bus stop",
    "I cannot stop laughing",
    "non-stop",
    "Stop the war!",
    "Do not stop",
    "The lights say:\n- Stop\n- Go",
    "They told me\nstop\nand I went on",
    "> STOP",
    "> !stop\n\nWhat does that do",
    "`!stop`",
    "```\n!stop\n```",
    "<blockquote>STOP</blockquote> he said",
    "<code>!stop</code>",
    "@bob stop",
    "stop @bob",
    "stopping",
    "![STOP](https://images.example/sign.png)",
    "![STOP](https://images.example/sign.png) What does this sign say",
    "!stopwatch",
    "!stopall",
    "stop ".repeat(40),
    "S T O P S",
    "Стоп машина, поехали дальше",
    "停止する方法を教えて",
    "",
    "🛑",
  ])("%j", (body) => {
    expect(inReply(body)).toEqual([]);
  });
});

test.each([
  ["@sage.agent stop", ["stop"]],
  ["@sage.agent !stop", ["stop"]],
  ["!stop @sage.agent", ["stop"]],
  ["@curator.agent STOP", ["stop"]],
  ["@sage.agent @curator.agent stop", ["stop"]],
  ["What a day.\n\n@sage.agent stop", ["stop"]],
  ["STOP", []],
  ["!stop", []],
  ["@sagely.agent stop", []],
  ["@sage.agent what does !stop do", []],
  ["tell @sage.agent to stop", []],
  ["@bob @sage.agent stop", []],
])("away from the agent's posts only who names it means it: %j", (body, wishes) => {
  expect(elsewhere(body)).toEqual(wishes);
});

test.each([
  ["!start", ["start"]],
  ["@sage.agent start", ["start"]],
  ["@sage.agent !start please", ["start"]],
  ["start", []],
  ["!start\n!stop", ["stop"]],
  ["Let us start", []],
  ["!forget", ["forget"]],
  ["Forget me.", ["forget"]],
  ["@sage.agent forget me", ["forget"]],
  ["forget me, please", ["forget"]],
  ["Do not forget me", []],
  ["!stop\n!forget", ["stop", "forget"]],
  ["forget me\n!stop", ["stop"]],
])("%j wishes %j", (body, wishes) => {
  expect(inReply(body)).toEqual(wishes);
});

test("what the line below every answer tells people to write is heard, and who repeats that line wishes nothing", () => {
  const line = footer({ account: "sage.agent", operator: "bob", model: "a model" });
  const [, way = ""] = / Reply (\S+) and I will leave you alone\./.exec(line) ?? [];
  expect(inReply(way)).toEqual(["stop"]);
  expect(inReply(line)).toEqual([]);
  expect(inReply(`Why do you say this?\n${line.replaceAll(/[*-]/g, "")}`)).toEqual([]);
});

test("agents of the bot wish nothing of each other", () => {
  expect(wishesIn(comment("STOP", "sage.agent", "curator.agent"), accounts)).toEqual([]);
});

test.each([
  "*",
  "@sage.agent ",
  "\n",
  "<",
  "> ",
  "`",
  "!stop ",
  "S ",
  "﷽",
  "stop\n",
  "\u200b",
  "![",
  "![](",
  "S\u0336",
  "&nbsp;",
])("64 KB of %j are judged in linear time", (piece) => {
  expect(inReply(piece.repeat(Math.ceil(64_000 / piece.length)))).toBeInstanceOf(Array);
});
