import { Writable } from "node:stream";

/** The last line of a terminal, for what changes all the time. Lines that are written meanwhile scroll above it. */
export interface BottomLine extends Disposable {
  /** Puts this text there, cut to the width of the terminal. Does nothing where there is no terminal. */
  show(text: string): void;
  /** Takes it away. */
  clear(): void;
  /** Where whole lines must be written to, so that the two do not mix. */
  readonly lines: Writable;
}

/** What a bottom line needs of a stream. */
export type Terminal = Pick<NodeJS.WriteStream, "write"> & Partial<Pick<NodeJS.WriteStream, "isTTY" | "columns">>;

const erase = "\r\u001B[K";
const usualWidth = 80;

/** Makes one for a stream; disposing takes it away. */
export function bottomLine(terminal: Terminal): BottomLine {
  let shown = "";
  const lines = new Writable({
    decodeStrings: false,
    write(text: string | Buffer, _, done) {
      terminal.write(shown === "" ? text : `${erase}${text.toString()}${shown}`);
      done();
    },
  });
  function show(text: string): void {
    if (terminal.isTTY !== true || text === shown) return;
    shown = text.slice(0, (terminal.columns ?? usualWidth) - 1); // a line that wraps cannot be erased
    terminal.write(erase + shown);
  }
  function clear(): void {
    if (shown !== "") terminal.write(erase);
    shown = "";
  }
  return { show, clear, lines, [Symbol.dispose]: clear };
}
