import { systemClock } from "../../shared/clock.ts";
import { blockSeconds } from "../chain-constants.ts";
import type { DevnetOptions } from "../devnet-options.ts";
import { presentAccount } from "../recording/present-account.ts";
import { planScenario, type PlannedBlock } from "./scenario-plan.ts";
import { scenarioSteps } from "./scenario-steps.ts";

/** The options of a chain together with what its scenario asks for, and what that comes to in blocks. Unless genesis has
 * a time, it lies so far back that the last of these blocks comes now. */
export function withScenario(options: DevnetOptions): {
  readonly options: DevnetOptions;
  readonly plan: readonly PlannedBlock[];
} {
  const { scenario, accounts = [], communities = [] } = options;
  if (!scenario) return { options, plan: [] };
  const now = options.genesisTime ?? systemClock.now();
  const hbd = options.assets === "testnet" ? "TBD" : "HBD";
  const plan = planScenario(scenarioSteps(scenario, { genesisAt: now, hbd }));
  const span = plan.at(-1)?.at ?? 0;
  const genesisTime = options.genesisTime ?? new Date(now.getTime() - (span + blockSeconds) * 1000);
  const people = scenario.accounts.map(({ created, ...rest }) => presentAccount({ ...rest, createdAt: created }));
  return {
    options: {
      ...options,
      genesisTime,
      accounts: [...accounts, ...people],
      communities: [...communities, ...scenario.communities],
    },
    plan,
  };
}
