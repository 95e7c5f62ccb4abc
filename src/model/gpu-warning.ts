import { getLlamaGpuTypes, type Llama } from "node-llama-cpp";

/** Says so where a GPU was wanted and is there, yet the CPU does the work. A machine without a GPU is no news. */
export async function warnOfIdleGpu(
  wanted: "auto" | false,
  llama: Llama,
  log: (level: "warn", message: string) => void,
): Promise<void> {
  if (wanted === false || llama.gpu !== false) return;
  const there = (await getLlamaGpuTypes("supported")).filter((type) => type !== false);
  if (there.length === 0) return;
  log(
    "warn",
    `this machine offers ${there.join(", ")}, but the installed llama.cpp cannot use it: the model runs on the CPU`,
  );
}
