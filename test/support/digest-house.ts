import type { Agent } from "../../src/agent/agent.ts";
import { permlinkFor } from "../../src/action/permlink.ts";
import type { Post } from "../../src/chain/post.ts";
import { slotJob } from "../../src/runtime/accept-due.ts";
import { openHouse, type House, type HouseOptions } from "./house.ts";

/** A house whose one agent publishes digests, when the test says so. */
export interface DigestHouse extends House {
  /** A moment of its schedule has come; answers what the job is about. */
  fallDue(slot?: Date): Promise<string>;
  /** A digest as it stands on chain. */
  published(subject: string): Promise<Post | undefined>;
}

const hour = 3_600_000;
const never = "0 0 29 2 *";

/** The shipped digest agent on a chain that began an hour ago, so that what is written at once lies in the window of now. */
export async function openDigestHouse(
  options: Omit<HouseOptions, "agents"> & { readonly agent?: Partial<Agent> },
): Promise<DigestHouse> {
  const house = await openHouse({
    genesisTime: new Date(Date.now() - hour),
    ...options,
    agents: (all) =>
      all
        .filter(({ name }) => name === "inleo-digest")
        .map((agent) => ({
          ...agent,
          needsApproval: [],
          schedules: agent.schedules.map((schedule) => ({ ...schedule, cron: never })),
          ...options.agent,
        })),
  });
  return {
    ...house,
    async fallDue(slot = new Date()) {
      const [agent] = house.rooms.agents;
      const [schedule] = agent?.schedules ?? [];
      if (!agent || !schedule) throw new Error("the digest agent has no schedule");
      house.devnet.mine(); // what was written stands in a block
      const job = slotJob(agent, schedule, slot);
      if (!(await house.store.schedule.acceptSlot(schedule.name, slot, job))) throw new Error("that slot has been");
      return job.subject;
    },
    published: (subject) =>
      house.rooms.reader.findPost("inleo.digest", permlinkFor("inleo-digest", subject), new AbortController().signal),
  };
}
