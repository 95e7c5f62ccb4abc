import type { Agent } from "../agent/agent.ts";
import type { ChainEvent } from "../chain/event.ts";
import { mentionsOf } from "../chain/mention-rule.ts";
import type { Comment } from "../chain/operation.ts";
import type { PersonWish } from "../store/listen-store.ts";
import { wishesIn } from "../trigger/wish.ts";
import type { Rooms } from "./rooms.ts";

/**
 * What the author of a comment wishes of the whole bot, each with the job that acknowledges it: of the first agent that was
 * spoken to and may reply. Nothing for any other event. Pure.
 */
export function wishesFor(event: ChainEvent, agents: readonly Agent[]): PersonWish[] {
  const { operation, id: eventId, block, timestamp: at } = event;
  if (operation.type !== "comment") return [];
  const wishes = wishesIn(operation, new Set(agents.map(({ account }) => account)));
  const { author: person, permlink } = operation;
  const subject = `${person}/${permlink}`;
  const agent = wishes.length > 0 ? agentSpokenTo(operation, agents)?.name : undefined;
  return wishes.map((wish) => {
    const said = { person, wish, subject, at };
    if (wish === "start" || agent === undefined) return said;
    const job = { agent, eventId, subject, trigger: wish, person, block, happenedAt: at, notBefore: new Date(0) };
    return { ...said, acknowledgement: { ...job, event: JSON.stringify(event) } };
  });
}

function agentSpokenTo({ parentAuthor, body }: Comment, agents: readonly Agent[]): Agent | undefined {
  const named = mentionsOf(body);
  const able = agents.filter(({ may }) => may.includes("reply"));
  return able.find(({ account }) => account === parentAuthor) ?? able.find(({ account }) => named.has(account));
}

/** Has everybody forgotten who asked for it and of whom nothing is in hand any more. A crash in between repeats it. */
export async function forgetWhoAsked({
  store,
  memory,
  journal,
}: Pick<Rooms, "store" | "memory" | "journal">): Promise<void> {
  for (const { name, at } of await store.people.takeForgetDue()) {
    await memory.forget(name);
    await store.people.markForgotten(name, at);
    journal({ fact: "person-forgotten", person: name });
  }
}
