import { messageOf } from "../shared/errors.ts";

type Log = (level: "debug" | "warn", message: string) => void;

/** Listens to what llama.cpp says while it loads: its reasons stand in its log, never in its error. */
export interface HeardReasons {
  /** Passes everything on. */
  readonly log: Log;
  /** Why loading failed, in words that say what to do about it. */
  readonly explain: (error: unknown) => string;
}

const reason = /error loading model: (.+)$/;

/** What llama.cpp complains of (llama-model-loader.cpp, llama-model.cpp), and what helps. */
const remedies: readonly (readonly [RegExp, (said: string) => string])[] = [
  [
    /^unknown model architecture: '(.*)'$/,
    (said) =>
      `its architecture "${said}" is none that the installed llama.cpp knows: choose another model, or update skep`,
  ],
  [
    /unknown pre-tokenizer type: '(.*)'$/,
    (said) =>
      `its tokenizer "${said}" is none that the installed llama.cpp knows: choose another file of the model, or update skep`,
  ],
  [
    /^(missing tensor .*|check_tensor_dims: .*|tensor .* has wrong .*)$/,
    (said) => `it is no whole model (${said}): choose another file of it`,
  ],
];

/** Starts listening. `log` is where the lines go on to. */
export function hearReasons(log: Log): HeardReasons {
  let last: string | undefined;
  return {
    log: (level, message) => {
      last = reason.exec(message)?.[1] ?? last;
      log(level, message);
    },
    explain: (error) => {
      if (last === undefined) return messageOf(error);
      for (const [pattern, remedy] of remedies) {
        const said = pattern.exec(last)?.[1];
        if (said !== undefined) return remedy(said);
      }
      return last;
    },
  };
}
