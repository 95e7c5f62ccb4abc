import { defineCommand } from "citty";

/** Everything about models; each command is loaded when it is called. */
export const models = defineCommand({
  meta: { name: "models", description: "The GGUF models that agents think with" },
  subCommands: {
    list: async () => (await import("./models-list.ts")).list,
    suggest: async () => (await import("./models-suggest.ts")).suggest,
    pull: async () => (await import("./models-pull.ts")).pull,
    info: async () => (await import("./models-info.ts")).info,
    bench: async () => (await import("./models-bench.ts")).bench,
    rm: async () => (await import("./models-rm.ts")).remove,
  },
});
