import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { byteVocabulary } from "../gguf/byte-vocabulary.ts";
import { byteEncoder, learnMerges, type Merge } from "./byte-pairs.ts";
import { chatAnswer, chatPrefix, chatPrompt, promptBody, systemMessage } from "./contract.ts";
import { jobs, type Example, type Job, type Length } from "./example.ts";
import { makeExample } from "./make-example.ts";
import { randomChoice, type Choice } from "./random-choice.ts";
import { forgeAccount } from "./word-forge.ts";

// Writes the training text as tokens: `node build/tools/tiny-model/generate.js <folder> [batches of each length]`.

/** How many of ten examples are of a job. */
const mixture: readonly Job[] = [
  "sage",
  "sage",
  "sage",
  "sage",
  "sage",
  "curator",
  "curator",
  "digest-item",
  "digest-item",
  "digest-item",
];
const digestShare = 0.1;
/** Merges of letters and merges with the space: with 256 bytes and 3 control tokens, 2048 tokens in all. */
const letterMerges = 1000;
const spaceMerges = 789;
/** Tokens of one batch: examples of one job for one account, which share their system message. */
const batchTokens = 4500;

const accounts = [
  "sage.agent",
  "curator.agent",
  "digest.agent",
  "inleo.agent",
  "sage",
  "curator",
  "skep.sage",
  "my-agent",
];

/** What one batch is: its job, its shared beginning and its examples, as tokens. */
interface Batch {
  readonly prefix: readonly number[];
  readonly examples: readonly { readonly prompt: readonly number[]; readonly answer: readonly number[] }[];
}

const [folder = "build/tiny-model", counts = "4200,10000,900"] = process.argv.slice(2);
const [short = 0, usual = 0, long = 0] = counts.split(",").map(Number);
const bodies = new Map(jobs.map((job) => [job, promptBody(".", job)]));
mkdirSync(folder, { recursive: true });
const merges = learnMerges(sampleText(randomChoice(1)), letterMerges, spaceMerges);
writeFileSync(
  join(folder, "merges.json"),
  JSON.stringify(merges.map(([left, right]) => [left.toString("hex"), right.toString("hex")])),
);
const encode = chatEncoder(merges);
writeLength("short", short, 11);
writeLength("usual", usual, 12);
writeLength("long", long, 13);

function sampleText(choice: Choice): string {
  const texts = jobs.map((job) => systemMessage(bodies.get(job) ?? "", "sage.agent"));
  for (let count = 0; count < 9000; count++) {
    const job = choice.of(mixture);
    const example = makeExample(job, account(choice), "usual", choice, "train");
    texts.push(chatPrompt(example.sections).replace(/<\|.*$/s, ""), JSON.stringify(example.output));
  }
  return texts.join("\n");
}

function account(choice: Choice): string {
  return choice.chance(0.35) ? choice.of(accounts) : forgeAccount(choice, "train");
}

/** Encodes text in which ChatML's marks are control tokens. */
function chatEncoder(learned: readonly Merge[]): (text: string) => readonly number[] {
  const { control } = byteVocabulary({ merges: learned });
  const plain = byteEncoder(learned);
  const marks = new Map<string, number>(Object.entries(control));
  return (text) =>
    text.split(/(<\|\w+\|>)/).flatMap((part) => {
      const mark = marks.get(part);
      return mark === undefined ? plain(part) : [mark];
    });
}

/** Batches as one file of 16-bit tokens, and one of 32-bit numbers that says where each begins. */
function writeLength(length: Length, batches: number, seed: number): void {
  const choice = randomChoice(seed);
  const file = openSync(join(folder, `${length}.tokens`), "w");
  const index: number[] = [];
  let offset = 0;
  const put = (tokens: readonly number[]): void => {
    writeSync(file, Buffer.from(Uint16Array.from(tokens).buffer));
    offset += tokens.length;
  };
  for (let count = 0; count < batches;) {
    for (const { prefix, examples } of makeBatches(length, choice)) {
      index.push(
        offset,
        prefix.length,
        examples.length,
        ...examples.flatMap(({ prompt, answer }) => [prompt.length, answer.length]),
      );
      put(prefix);
      for (const { prompt, answer } of examples) put([...prompt, ...answer]);
      count++;
    }
  }
  closeSync(file);
  writeFileSync(join(folder, `${length}.index`), Buffer.from(Int32Array.from(index).buffer));
  process.stdout.write(`${length}: ${batches} batches, ${offset} tokens\n`);
}

/** Enough examples for a few batches, sorted by size so that those of a batch are alike. */
function makeBatches(length: Length, choice: Choice): Batch[] {
  const job = choice.chance(digestShare) ? "inleo-digest" : choice.of(mixture);
  const owner = account(choice);
  const prefix = encode(chatPrefix(systemMessage(bodies.get(job) ?? "", owner)));
  const examples = Array.from({ length: length === "long" ? 12 : 60 }, () =>
    encodeExample(makeExample(job, owner, length, choice, "train")),
  );
  const fitting = examples.filter(({ prompt, answer }) => prefix.length + prompt.length + answer.length <= 2000);
  fitting.sort((left, right) => left.prompt.length - right.prompt.length);
  const batches: Batch[] = [];
  let current: (typeof fitting)[number][] = [];
  for (const example of fitting) {
    current.push(example);
    if ((example.prompt.length + example.answer.length) * current.length < batchTokens) continue;
    batches.push({ prefix, examples: current });
    current = [];
  }
  return current.length > 0 ? [...batches, { prefix, examples: current }] : batches;
}

function encodeExample(example: Example): Batch["examples"][number] {
  return { prompt: encode(chatPrompt(example.sections)), answer: encode(chatAnswer(example.output)) };
}
