import type { Devnet } from "../../devnet/create-devnet.ts";
import { pause } from "../../shared/wait.ts";
import { firstQuestion, followUp, goodPost, marketPosts, oven, spam } from "./cast.ts";
import type { DemoPromise, promisesOf } from "./promises.ts";
import { ask, publish } from "./stage.ts";
import type { Page } from "./story.ts";
import { wrap } from "./wrap.ts";

interface Play {
  readonly page: Page;
  readonly devnet: Devnet;
  readonly promises: ReturnType<typeof promisesOf>;
  /** Whether the story of a job has been told to its end. */
  readonly isTold: (agent: string, subject: string) => boolean;
  /** How long a scene may take, in milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

/** Lets the people of the dev chain act, scene by scene; each scene waits for what it promises. Answers what was kept. */
export async function play({
  page,
  devnet,
  promises,
  isTold,
  patience,
  signal,
}: Play): Promise<ReadonlyMap<DemoPromise, boolean>> {
  const kept = new Map<DemoPromise, boolean>();
  const expect = async (...awaited: readonly DemoPromise[]): Promise<void> => {
    for (const promise of awaited) kept.set(promise, await becomesTrue(promise, isTold, patience, signal));
  };

  scene(page, "1. A mention becomes an answer");
  says(page, oven.author, `“${oven.title}”`, oven.body);
  ask(devnet, firstQuestion);
  says(page, firstQuestion.author, "below it", firstQuestion.body);
  await expect(promises.mention);

  scene(page, "2. It remembers");
  ask(devnet, followUp);
  says(page, followUp.author, "elsewhere, below a post on bread", followUp.body);
  await expect(promises.followUp);

  scene(page, "3. A curator tells good from spam");
  for (const post of [goodPost, spam]) {
    publish(devnet, post);
    says(page, post.author, `“${post.title}”`, post.body);
  }
  await expect(promises.upvote, promises.refusal);

  scene(page, "4. A digest of INLEO posts, on schedule");
  for (const post of marketPosts) says(page, post.author, `“${post.title}”`, post.body);
  await expect(promises.digest);
  return kept;
}

async function becomesTrue(
  { agent, subject, isKept }: DemoPromise,
  isTold: Play["isTold"],
  patience: number,
  signal: AbortSignal,
): Promise<boolean> {
  const until = performance.now() + patience;
  while (performance.now() < until && !signal.aborted) {
    if (isTold(agent, subject)) return isKept();
    await pause(250, signal);
  }
  return false;
}

function scene({ line, paint }: Page, title: string): void {
  line("");
  line(paint("bold", title));
  line("");
}

function says({ line, paint, width }: Page, author: string, where: string, body: string): void {
  line(`  ${paint("cyan", `@${author}`)} ${paint("dim", where)}`);
  for (const text of wrap(body.replaceAll("\n\n", " "), width - 6)) line(`    ${paint("italic", text)}`);
}
