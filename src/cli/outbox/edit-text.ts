import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { editorCommand } from "../../config/environment.ts";
import { SkepError } from "../../shared/errors.ts";

/** A text in the operator's hands, in a file that only they can read. */
export interface EditedText {
  readonly text: string;
  /** Where it lies until it is dropped. */
  readonly path: string;
  drop(): Promise<void>;
}

/** Opens $VISUAL or $EDITOR on a text and waits until it is closed. Throws `config_invalid` when that fails. */
export async function editText(text: string): Promise<EditedText> {
  const path = join(await mkdtemp(join(tmpdir(), "skep-edit-")), "draft.md");
  const drop = (): Promise<void> => rm(dirname(path), { recursive: true, force: true });
  await writeFile(path, text, { mode: 0o600 });
  const command = editorCommand();
  // A command with words of its own, such as "code --wait", is for the shell to read, as git does it.
  const editor = spawn(`${command} "${path}"`, { shell: true, stdio: "inherit" });
  const [status, killedBy] = await once(editor, "exit");
  try {
    if (status === 0) return { text: await readFile(path, "utf8"), path, drop };
  } catch (error) {
    await drop();
    throw new SkepError("config_invalid", `the editor "${command}" left no text behind: nothing was changed`, {
      cause: error,
    });
  }
  await drop();
  const end = String(status ?? killedBy);
  throw new SkepError("config_invalid", `the editor "${command}" ended with ${end}: nothing was changed`);
}
