import { defineCommand } from "citty";
import { wordsOf, type Words } from "../../action/rewrite.ts";
import { editDraft } from "../../runtime/edit-draft.ts";
import { operationsOf } from "../../runtime/row-operations.ts";
import { SkepError, messageOf } from "../../shared/errors.ts";
import { loadProject } from "../load-project.ts";
import { openViews } from "../open-views.ts";
import { flagsOf, settingArgs } from "../setting-args.ts";
import { editText } from "./edit-text.ts";
import { findRow } from "./find-row.ts";

export const edit = defineCommand({
  meta: { name: "edit", description: "Opens the text of a draft in your editor ($VISUAL, $EDITOR)" },
  args: { ...settingArgs, id: { type: "positional", description: "Number of the row", required: true } },
  async run({ args }) {
    const { agents } = await loadProject(flagsOf(args));
    await using store = await openViews(flagsOf(args), {});
    const row = await findRow(store, args.id);
    const agent = agents.find(({ name }) => name === row.agent);
    if (!agent) throw new SkepError("config_invalid", `there is no agent "${row.agent}" any more`);
    const before = wordsOf(operationsOf(row));
    if (row.state !== "draft" || !before)
      throw new SkepError("config_invalid", `row ${row.id} is ${row.state}: only the text of a draft can be edited`);
    const edited = await editText(textOf(before));
    const words = parseText(edited.text, before);
    if (textOf(words) === textOf(before)) {
      await edited.drop();
      return console.log(`Row ${row.id} stays as it was.`);
    }
    try {
      await editDraft(row, words, agent, store);
    } catch (error) {
      throw new SkepError("config_invalid", `${messageOf(error)} (what you wrote is kept in ${edited.path})`, {
        cause: error,
      });
    }
    await edited.drop();
    console.log(
      `Row ${row.id} has a new text. It still waits: skep outbox show ${row.id}, then skep outbox approve ${row.id}.`,
    );
  },
});

/** A root post begins with its title, on a line of its own. */
function textOf({ title, text }: Words): string {
  return title === "" ? `${text}\n` : `${title}\n\n${text}\n`;
}

function parseText(edited: string, before: Words): Words {
  const text = edited.replaceAll("\r\n", "\n");
  if (before.title === "") return { title: "", text: text.trim() };
  const [title = "", ...rest] = text.trim().split("\n");
  return { title: title.trim(), text: rest.join("\n").trim() };
}
