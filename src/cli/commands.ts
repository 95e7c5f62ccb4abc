import { defineCommand } from "citty";
import { version } from "./version.ts";

/** Everything `skep` can do; each command is loaded when it is called. */
export const skep = defineCommand({
  meta: { name: "skep", version, description: "AI agents of your own on Hive, on your own machine" },
  subCommands: {
    init: async () => (await import("./init.ts")).init,
    import: async () => (await import("./import.ts")).importCommand,
    demo: async () => (await import("./demo.ts")).demo,
    run: async () => (await import("./run.ts")).run,
    check: async () => (await import("./check.ts")).check,
    try: async () => (await import("./try.ts")).tryCommand,
    replay: async () => (await import("./replay.ts")).replay,
    status: async () => (await import("./status.ts")).status,
    explain: async () => (await import("./explain.ts")).explain,
    inbox: async () => (await import("./inbox.ts")).inbox,
    outbox: async () => (await import("./outbox.ts")).outbox,
    knowledge: async () => (await import("./knowledge.ts")).knowledge,
    memory: async () => (await import("./memory.ts")).memory,
    people: async () => (await import("./people.ts")).people,
    pause: async () => (await import("./pause.ts")).pause,
    resume: async () => (await import("./resume.ts")).resume,
    keys: async () => (await import("./keys.ts")).keys,
    models: async () => (await import("./models.ts")).models,
    backup: async () => (await import("./backup.ts")).backup,
    doctor: async () => (await import("./doctor.ts")).doctor,
    devnet: async () => (await import("./devnet.ts")).devnet,
    complete: async () => (await import("./complete.ts")).complete,
    schema: async () => (await import("./schema.ts")).schema,
  },
});
