import { curatorExample } from "./curator-example.ts";
import { digestExample, digestItemExample } from "./digest-examples.ts";
import type { Example, Job, Length } from "./example.ts";
import type { Choice } from "./random-choice.ts";
import { sageExample } from "./sage-example.ts";
import type { Half } from "./split.ts";
import { topics } from "./topics.ts";

/** One example of a job, for the agent that posts as `account`, out of one half of the words and phrases. */
export function makeExample(job: Job, account: string, length: Length, choice: Choice, half: Half): Example {
  const strangeness = choice.of([0.01, 0.02, 0.05, 0.1, 0.25]);
  const source = { choice, half, topic: choice.of(topics), strangeness };
  switch (job) {
    case "sage":
      return sageExample(account, length, source);
    case "curator":
      return curatorExample(length, source);
    case "digest-item":
      return digestItemExample(length, source);
    case "inleo-digest":
      return digestExample(source);
  }
}
