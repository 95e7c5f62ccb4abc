import { describe } from "vitest";
import { describeHealthStore } from "../contract/health-store.ts";
import { describeLaws } from "../contract/laws.ts";
import { describeListenStore } from "../contract/listen-store.ts";
import { describeMemoryStore } from "../contract/memory-store.ts";
import { describeScheduleStore } from "../contract/schedule-store.ts";
import { describeSendStore } from "../contract/send-store.ts";
import { describeSwitchStore } from "../contract/switch-store.ts";
import { describeTidyStore } from "../contract/tidy-store.ts";
import { describeViewStore } from "../contract/view-store.ts";
import { describeWorkStore } from "../contract/work-store.ts";
import { createSqlitePlace } from "../sqlite-place.ts";

describe("SQLite keeps the promises of", () => {
  describeListenStore(createSqlitePlace);
  describeScheduleStore(createSqlitePlace);
  describeWorkStore(createSqlitePlace);
  describeSendStore(createSqlitePlace);
  describeSwitchStore(createSqlitePlace);
  describeTidyStore(createSqlitePlace);
  describeMemoryStore(createSqlitePlace);
  describeViewStore(createSqlitePlace);
  describeHealthStore(createSqlitePlace);
  describeLaws(createSqlitePlace);
});
