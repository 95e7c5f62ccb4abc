import { defineCommand } from "citty";
import { describeConfig } from "../config/describe-config.ts";
import { loadProject } from "./load-project.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { table } from "./table.ts";

export const check = defineCommand({
  meta: { name: "check", description: "Read every file and say what is wrong, without starting anything" },
  args: { ...settingArgs, print: { type: "boolean", description: "Show each setting and where it came from" } },
  async run({ args }) {
    const project = await loadProject(flagsOf(args));
    for (const warning of project.warnings) console.error(`warning: ${warning}`);
    if (args.print) console.log(`${describeConfig(project).join("\n")}\n`);
    console.log(
      table(
        project.agents.map(({ name, account, mode, may, schedules, model }) => [
          name,
          `@${account}`,
          mode,
          `may ${may.join(", ")}`,
          `model ${model.use}`,
          schedules.map((schedule) => `${schedule.name}: ${schedule.cron} ${schedule.timezone}`).join("; "),
        ]),
      ),
    );
    console.log(`${project.agents.length} agents, no complaints.`);
  },
});
