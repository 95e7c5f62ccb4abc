import { setMaxListeners } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { CompletionRequest } from "../../src/model/language-model.ts";
import { openLlamaModel, type LlamaModel, type LlamaModelOptions } from "../../src/model/llama-model.ts";
import type { Log } from "../../src/shared/log.ts";
import type { ModelSettings } from "../../src/model/model-settings.ts";
import { writeScriptedModel } from "../../tools/gguf/scripted-model.ts";

/** A folder that is gone after the tests of this file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "skep-model-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A log that keeps its lines. */
export function keptLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep =
    (level: string) =>
    (facts: object, message: string): void =>
      void lines.push(`${level} ${message} ${JSON.stringify(facts)}`);
  return { lines, debug: keep("debug"), info: keep("info"), warn: keep("warn") };
}

/** How long the models of a test file may take to load on a busy machine, where engines come last, in milliseconds. */
export const patience = 300_000;

/** Opens a model on the CPU with one thread; whoever opens it closes it. */
export async function openModel(
  settings: Pick<ModelSettings, "path"> & Partial<ModelSettings>,
  options: Partial<LlamaModelOptions> = {},
): Promise<LlamaModel> {
  return await openLlamaModel({ name: "test", gpu: false, threads: 1, ...settings }, { log: keptLog(), ...options });
}

/** Writes a model that says these pieces to every prompt. */
export function scriptIn(
  folder: string,
  says: readonly string[],
  options: { readonly contextLength?: number; readonly template?: string } = {},
): string {
  const path = join(folder, `${scripts++}.gguf`);
  writeScriptedModel(path, { says, ...options });
  return path;
}
let scripts = 0;

/** A request for free text, with what a test wants otherwise. */
export function asking(request: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    system: "Be brief.",
    user: "Is anybody there?",
    maxTokens: 100,
    temperature: 0,
    seed: 1,
    deadline: 30_000,
    ...request,
  };
}

/** A signal that never fires, for as many turns at a time as a test likes. */
export const never: AbortSignal = new AbortController().signal;
setMaxListeners(0, never);
