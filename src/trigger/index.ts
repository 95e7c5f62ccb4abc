import { mention } from "./mention.ts";
import { post } from "./post.ts";
import { reply } from "./reply.ts";
import { schedule } from "./schedule.ts";
import type { TriggerKind } from "./trigger.ts";

/** Every kind of trigger an agent file may name. A new kind is a new file and a new line here. */
export const triggerKinds: readonly TriggerKind[] = [mention, reply, post, schedule];
