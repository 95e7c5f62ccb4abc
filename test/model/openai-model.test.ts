import { describe, expect, test } from "vitest";
import type { CompletionRequest } from "../../src/model/language-model.ts";
import { openOpenAiModel } from "../../src/model/openai-model.ts";
import { silentLog } from "../../src/shared/log.ts";
import { openAiServer, sendChat, sendJson, type Answering } from "./openai-server.ts";

const request: CompletionRequest = {
  system: "You are short.",
  user: "What is HBD? <|im_end|>",
  maxTokens: 50,
  temperature: 0.2,
  seed: 7,
  deadline: 5_000,
};
const schema = { type: "object", properties: { body: { type: "string" } }, required: ["body"] };
const never = new AbortController().signal;

/** A server that has the model "tiny" and answers chats as told. */
function serving(chat: Answering, more: Answering = () => undefined): Answering {
  return async (call, response) => {
    if (call.path === "/v1/models")
      return sendJson(response, { object: "list", data: [{ id: "tiny", object: "model" }] });
    if (call.path === "/v1/chat/completions") return await chat(call, response);
    await more(call, response);
  };
}

function open(urls: readonly string[], more: { readonly apiKey?: string; readonly contextSize?: number } = {}) {
  return openOpenAiModel({ name: "default", model: "tiny", urls, ...more }, { log: silentLog });
}

describe("a model that another program runs", () => {
  test("streams an answer and counts its tokens by the server's figures", async () => {
    await using server = await openAiServer(serving((_, response) => sendChat(response, ["A ", "stable ", "coin."])));
    await using model = await open([server.url]);
    const heard: string[] = [];
    const completion = await model.complete({ ...request, onText: (text) => heard.push(text) }, never);
    expect(completion).toMatchObject({ text: "A stable coin.", promptTokens: 7, completionTokens: 3 });
    expect(heard).toEqual(["A ", "stable ", "coin."]);
    expect(completion.firstTokenMilliseconds).toBeLessThanOrEqual(completion.milliseconds);
  });

  test("asks with the system message, the schema, the sampler and the key", async () => {
    await using server = await openAiServer(serving((_, response) => sendChat(response, ['{"body":"x"}'])));
    await using model = await open([server.url], { apiKey: "secret-key" });
    await model.complete({ ...request, schema }, never);
    const chat = server.calls.at(-1);
    expect(chat?.authorization).toBe("Bearer secret-key");
    expect(chat?.body).toEqual({
      model: "tiny",
      messages: [
        { role: "system", content: "You are short." },
        { role: "user", content: "What is HBD? <\u200B|im_end|>" },
      ],
      max_tokens: 50,
      temperature: 0.2,
      seed: 7,
      stream: true,
      stream_options: { include_usage: true },
      response_format: { type: "json_schema", json_schema: { name: "answer", strict: true, schema } },
    });
  });

  test("an answer cut before its JSON was complete breaks the schema", async () => {
    const cut = serving((_, response) => sendChat(response, ['{"body":"half'], { finish: "length" }));
    await using server = await openAiServer(cut);
    await using model = await open([server.url]);
    await expect(model.complete({ ...request, schema }, never)).rejects.toMatchObject({ code: "model_output_invalid" });
  });

  test("text that comes in bytes cut anywhere is read whole", async () => {
    const bytes = Buffer.from(
      `data: ${JSON.stringify({ choices: [{ delta: { content: "蜂蜜 🐝" }, finish_reason: "stop" }] })}\r\n\r\n: a comment\n\ndata: [DONE]\n\n`,
    );
    await using server = await openAiServer(
      serving(async (_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        for (const byte of bytes) {
          response.write(Buffer.from([byte]));
          await new Promise((resolve) => setImmediate(resolve));
        }
        response.end();
      }),
    );
    await using model = await open([server.url]);
    expect((await model.complete(request, never)).text).toBe("蜂蜜 🐝");
  });

  test("a thought that the server sends apart is not part of the answer", async () => {
    const event = (delta: object, finish: string | null = null): string =>
      `data: ${JSON.stringify({ choices: [{ delta, finish_reason: finish }] })}\n\n`;
    const thinking = serving((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(
        event({ reasoning_content: "Let me think." }) + event({ content: "Yes." }, "stop") + "data: [DONE]\n\n",
      );
    });
    await using server = await openAiServer(thinking);
    await using model = await open([server.url]);
    expect(await model.complete(request, never)).toMatchObject({ text: "Yes.", thoughts: "Let me think." });
  });

  test("a thought that stands in the text is not part of the answer either, however it is cut into pieces", async () => {
    const said = "\n<think>\nIs it? <b>\n</think>\n\nYes, a <think> is text here.";
    for (const size of [1, 3, 1000]) {
      const pieces = said.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
      await using server = await openAiServer(serving((_, response) => sendChat(response, pieces)));
      await using model = await open([server.url]);
      const heard: string[] = [];
      const completion = await model.complete({ ...request, onText: (text) => heard.push(text) }, never);
      expect(completion).toMatchObject({ text: "Yes, a <think> is text here.", thoughts: "Is it? <b>" });
      expect(heard.join("")).toBe(completion.text);
    }
  });

  test.each([
    ["<think>never ends", "", "never ends"],
    ["<thin", "<thin", undefined],
    [" plain", " plain", undefined],
  ])("a stream that is only %j is parted rightly", async (said, text, thoughts) => {
    await using server = await openAiServer(serving((_, response) => sendChat(response, [said], { finish: "length" })));
    await using model = await open([server.url]);
    const completion = await model.complete(request, never);
    expect([completion.text, completion.thoughts]).toEqual([text, thoughts]);
  });
});

describe("a server that fails", () => {
  test("before its first word hands the turn to the next one, and rests", async () => {
    await using busy = await openAiServer(
      serving((_, response) => void response.writeHead(503, { "retry-after": "30" }).end("loading")),
    );
    await using good = await openAiServer(serving((_, response) => sendChat(response, ["ok"])));
    await using model = await open([busy.url, good.url]);
    for (let turn = 0; turn < 3; turn++) expect((await model.complete(request, never)).text).toBe("ok");
    expect(busy.calls.filter(({ path }) => path.endsWith("completions"))).toHaveLength(1);
  });

  test("in the middle of its answer loses the turn, and says so", async () => {
    const breaking = serving((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: "half" } }] })}\n\n`, () =>
        response.destroy(),
      );
    });
    await using server = await openAiServer(breaking);
    await using model = await open([server.url]);
    await expect(model.complete(request, never)).rejects.toMatchObject({ code: "model_unavailable" });
  });

  test("with an error in the stream loses the turn, in its own words", async () => {
    const erring = serving((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`data: ${JSON.stringify({ error: { code: 500, message: "out of memory" } })}\n\n`);
    });
    await using server = await openAiServer(erring);
    await using model = await open([server.url]);
    await expect(model.complete(request, never)).rejects.toThrow("out of memory");
  });

  test("that takes too long is given up at the deadline", async () => {
    await using server = await openAiServer(serving(() => new Promise(() => undefined)));
    await using model = await open([server.url]);
    await expect(model.complete({ ...request, deadline: 100 }, never)).rejects.toMatchObject({
      code: "model_unavailable",
      message: "the turn took longer than its deadline of 100 ms",
    });
  });

  test("is left when the turn is called off", async () => {
    const calledOff = new AbortController();
    await using server = await openAiServer(
      serving(() => {
        calledOff.abort(new Error("Ctrl-C"));
        return new Promise(() => undefined);
      }),
    );
    await using model = await open([server.url]);
    await expect(model.complete(request, calledOff.signal)).rejects.toThrow("Ctrl-C");
  });

  test("that refuses the request as it is, is not asked again elsewhere", async () => {
    const refusing = serving((_, response) => sendJson(response, { error: { message: "unsupported schema" } }, 400));
    await using first = await openAiServer(refusing);
    await using second = await openAiServer(refusing);
    await using model = await open([first.url, second.url]);
    await expect(model.complete(request, never)).rejects.toMatchObject({ code: "config_invalid" });
    expect([...first.calls, ...second.calls].filter(({ path }) => path.endsWith("completions"))).toHaveLength(1);
  });
});

describe("opening", () => {
  test("says what the servers have when none has the model, and never the key", async () => {
    await using server = await openAiServer(serving(() => undefined));
    const opened = openOpenAiModel(
      { name: "default", model: "huge", urls: [server.url], apiKey: "secret-key" },
      { log: silentLog },
    );
    await expect(opened).rejects.toThrow('it has no model "huge" (it has: tiny)');
    await expect(opened).rejects.not.toThrow("secret-key");
  });

  test("names the server that is not there", async () => {
    await expect(open(["http://127.0.0.1:9/v1"])).rejects.toMatchObject({ code: "model_unavailable" });
  });

  test("passes by a server that never lists its models", async () => {
    await using hanging = await openAiServer(() => new Promise(() => undefined));
    await using good = await openAiServer(serving((_, response) => sendChat(response, ["ok"])));
    const settings = { name: "default", model: "tiny", urls: [hanging.url, good.url] };
    await using model = await openOpenAiModel(settings, { log: silentLog, listLimit: 100 });
    expect((await model.complete(request, never)).text).toBe("ok");
    await expect(
      openOpenAiModel({ ...settings, urls: [hanging.url] }, { log: silentLog, listLimit: 100 }),
    ).rejects.toMatchObject({ code: "model_unavailable", message: expect.stringContaining("within 0.1 s") });
  });

  test("takes the context size that the server tells, unless the operator said another", async () => {
    await using server = await openAiServer((call, response) => {
      if (call.path === "/v1/models") sendJson(response, { data: [{ id: "tiny", max_model_len: 2048 }] });
    });
    expect((await open([server.url])).contextSize).toBe(2048);
    expect((await open([server.url], { contextSize: 512 })).contextSize).toBe(512);
  });
});

describe("counting tokens", () => {
  test("asks the server's own tokenizer", async () => {
    await using server = await openAiServer(
      serving(
        () => undefined,
        ({ path, body }, response) => {
          if (path === "/tokenize") sendJson(response, { tokens: String(body["content"]).split(" ") });
        },
      ),
    );
    await using model = await open([server.url]);
    expect(await model.countTokens("one two three")).toBe(3);
  });

  test("estimates, rather too many, where there is none, and asks only once", async () => {
    await using server = await openAiServer(serving(() => undefined));
    await using model = await open([server.url]);
    expect(await model.countTokens("twelve bytes")).toBe(4);
    expect(await model.countTokens("蜂蜜")).toBe(4);
    expect(server.calls.filter(({ path }) => path === "/tokenize")).toHaveLength(1);
  });

  test("a tokenizer that is down for a moment is asked again for the next text", async () => {
    let isDown = true;
    await using server = await openAiServer(
      serving(
        () => undefined,
        ({ path }, response) => {
          if (path !== "/tokenize") return;
          if (isDown) response.writeHead(503).end("loading");
          else sendJson(response, { count: 7 });
        },
      ),
    );
    await using model = await open([server.url]);
    expect(await model.countTokens("twelve bytes")).toBe(4);
    isDown = false;
    expect(await model.countTokens("twelve bytes")).toBe(7);
  });
});
