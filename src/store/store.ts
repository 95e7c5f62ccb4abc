import type { ForgetStore } from "./forget-store.ts";
import type { HealthStore } from "./health-store.ts";
import type { KnowledgeStore } from "./knowledge-store.ts";
import type { ListenStore } from "./listen-store.ts";
import type { MemoryStore } from "./memory-store.ts";
import type { ReadingStore } from "./reading-store.ts";
import type { PeopleStore } from "./people-store.ts";
import type { ScheduleStore } from "./schedule-store.ts";
import type { SendStore } from "./send-store.ts";
import type { StandingStore } from "./standing-store.ts";
import type { SwitchStore } from "./switch-store.ts";
import type { TidyStore } from "./tidy-store.ts";
import type { ViewStore } from "./view-store.ts";
import type { WorkStore } from "./work-store.ts";

/** All that is durable, as the ports through which the loops reach it. */
export interface Store extends AsyncDisposable {
  readonly listen: ListenStore;
  readonly schedule: ScheduleStore;
  readonly work: WorkStore;
  readonly send: SendStore;
  readonly switches: SwitchStore;
  readonly tidy: TidyStore;
  readonly memory: MemoryStore;
  readonly forget: ForgetStore;
  readonly knowledge: KnowledgeStore;
  readonly people: PeopleStore;
  readonly readings: ReadingStore;
  readonly views: ViewStore;
  readonly health: HealthStore;
  readonly standing: StandingStore;
}
