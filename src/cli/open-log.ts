import { pino, type Logger } from "pino";
import type { BottomLine } from "./bottom-line.ts";
import { pretty } from "./pretty-log.ts";
import type { LogLevel } from "../config/config.ts";

// A WIF private key, wherever it might turn up.
const wif = /\b5[1-9A-HJ-NP-Za-km-z]{50}\b/g;

/**
 * The process's log, on stderr: for people on a terminal, JSON lines otherwise. What looks like a key is blacked out.
 * On a terminal, its lines stand above `bottom`.
 */
export function openLog(level: LogLevel, bottom?: BottomLine): Logger {
  const options = {
    level,
    base: null,
    hooks: { streamWrite: (line: string) => line.replaceAll(wif, "[a key]") },
  };
  return process.stderr.isTTY
    ? pino(options, pretty(bottom?.lines))
    : pino(options, pino.destination({ dest: 2, sync: true }));
}
