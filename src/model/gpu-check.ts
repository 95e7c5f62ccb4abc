import { getLlamaGpuTypes, type Llama } from "node-llama-cpp";
import { SkepError } from "../shared/errors.ts";
import type { EngineSettings } from "./engine-protocol.ts";

/** What GPUs the machine itself offers, whatever is installed. */
export type SupportedGpus = () => Promise<readonly (string | false)[]>;

/**
 * Says so where a GPU was wanted and is there, yet the CPU does the work; a machine without a GPU is no news. Throws
 * `model_unavailable` where a GPU is required and the CPU would do the work.
 */
export async function checkGpu(
  wanted: EngineSettings["gpu"],
  llama: Pick<Llama, "gpu">,
  log: (level: "warn", message: string) => void,
  supported: SupportedGpus = () => getLlamaGpuTypes("supported"),
): Promise<void> {
  if (wanted === false || llama.gpu !== false) return;
  const there = (await supported()).filter((type) => type !== false);
  const remedy = "docs/models.md tells how to install the build for it";
  if (wanted === "required") {
    const what =
      there.length === 0
        ? "this machine offers none that llama.cpp can use"
        : `this machine offers ${there.join(", ")}, but the installed llama.cpp cannot use it: ${remedy}`;
    throw new SkepError(
      "model_unavailable",
      `a GPU is required (gpu: required), and ${what}. gpu: auto would fall back to the CPU.`,
    );
  }
  if (there.length === 0) return;
  log(
    "warn",
    `this machine offers ${there.join(", ")}, but the installed llama.cpp cannot use it (${remedy}): the model runs on the CPU`,
  );
}
