import tab from "@bomb.sh/tab/citty";
import { defineCommand, runCommand } from "citty";
import { SkepError } from "../shared/errors.ts";

const shells = ["bash", "zsh", "fish"];

export const complete = defineCommand({
  meta: { name: "complete", description: "Print what makes a shell complete skep's commands and flags" },
  args: { shell: { type: "positional", description: shells.join(", "), required: false } },
  async run({ args, rawArgs }) {
    // The shell asks back by "complete -- words".
    if (!rawArgs.includes("--") && !shells.includes(args.shell ?? ""))
      throw new SkepError(
        "config_invalid",
        `skep complete takes ${shells.join(", ")}: skep complete bash >> ~/.bashrc`,
      );
    const { skep } = await import("./commands.ts");
    await tab(skep); // puts its own command into the place of this one
    await runCommand(skep, { rawArgs: ["complete", ...rawArgs] });
  },
});
