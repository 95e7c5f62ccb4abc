import { customJson } from "./custom-json.ts";
import { follow } from "./follow.ts";
import { mention } from "./mention.ts";
import { post } from "./post.ts";
import { reblog } from "./reblog.ts";
import { reply } from "./reply.ts";
import { schedule } from "./schedule.ts";
import { thread } from "./thread.ts";
import { transfer } from "./transfer.ts";
import type { TriggerKind } from "./trigger.ts";
import { vote } from "./vote.ts";

/** Every kind of trigger an agent file may name. A new kind is a new file and a new line here. */
export const triggerKinds: readonly TriggerKind[] = [
  mention,
  reply,
  post,
  thread,
  transfer,
  vote,
  follow,
  reblog,
  customJson,
  schedule,
];
