import { withoutLinks } from "./links.ts";
import { plainForm } from "./plain-form.ts";

const paths: readonly RegExp[] = [
  /(?<![\w/.])\/(?:home|root|etc|usr|var|tmp|opt|mnt|proc|sys|dev|srv|run|bin|boot|Users|Volumes|Library)\/[\w.~-]/,
  /(?<!\w)~\/[\w.-]/,
  /(?<!\w)\.\.?\/[\w.-]/,
  /(?<!\w)[A-Za-z]:\\[\w.-]/,
  /\\\\[\w.-]+\\[\w.-]/,
  /(?<![\w/.-])(?:[\w.-]{1,64}\/){1,9}[\w.-]{1,64}\.(?:conf|db|env|gguf|ini|json|key|log|pem|sqlite|toml|ya?ml)\b/i,
];
const fileScheme = /\bfile:\/\//i;
const jsonMember = /\{\s*"(?:[^"\\\n]|\\.){1,80}"\s*:/;
const templateMark =
  /<\|[\w-]{1,40}\|>|<｜[^｜\n]{1,40}｜>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:s|bos|eos|think|start_of_turn|end_of_turn)>/i;
const sectionLabel = /^\s*\[(?:(?:(?:post|reply|question) by|memory of) @|knowledge from )|^\s*\[headlines\]\s*$/im;
const base64Run = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
const hexRun = /(?:[0-9a-f]{2}[\s:,]?){12,}/gi;
const bitsRun = /(?:[01]{7,8}[\s,]*){4,}/;
// Dots and dashes in at least eight groups, both of them there.
const morseRun = /(?:[.\-·•−–—_]{1,7}[ \t/|]+){7,}[.\-·•−–—_]{1,7}/g;

/** Where in a computer something lies is nobody's business on chain. Returns the kind of path, or `undefined`. */
export function filePathIn(text: string): string | undefined {
  const plain = plainForm(text);
  const isPath = fileScheme.test(plain) || paths.some((form) => form.test(withoutLinks(plain)));
  return isPath ? "the path of a file" : undefined;
}

/** What a program would say to a program: JSON, marks of a chat template, labels of the prompt; or `undefined`. */
export function machineTalkIn(text: string): string | undefined {
  const plain = plainForm(text);
  if (jsonMember.test(plain) || isJson(plain)) return "raw JSON";
  if (templateMark.test(plain) || templateMark.test(text)) return "a mark of a chat template";
  return sectionLabel.test(plain) ? "a label of the prompt" : undefined;
}

/** Text that was encoded so that people do not read it: base64, hex, bits or Morse; or `undefined`. */
export function encodedTextIn(text: string): string | undefined {
  const prose = withoutLinks(plainForm(text));
  if (matches(prose, base64Run).some((run) => isReadable(Buffer.from(run, "base64")))) return "text in base64";
  if (matches(prose, hexRun).some((run) => isReadable(Buffer.from(run.replaceAll(/[\s:,]/g, ""), "hex"))))
    return "text in hex digits";
  if (bitsRun.test(prose)) return "text in bits";
  const isMorse = matches(prose, morseRun).some((run) => /[.·•]/.test(run) && /[-−–—_]/.test(run));
  return isMorse ? "Morse code" : undefined;
}

function isJson(plain: string): boolean {
  if (!/^\s*[[{]/.test(plain)) return false;
  try {
    JSON.parse(plain);
    return true;
  } catch {
    return false;
  }
}

function matches(text: string, form: RegExp): readonly string[] {
  return text.match(form) ?? [];
}

/** Whether bytes are text: what is no code by accident decodes to anything but. */
function isReadable(bytes: Buffer): boolean {
  if (bytes.length < 12) return false;
  const text = bytes.toString("utf8");
  const odd = text.match(/[^\p{L}\p{N}\p{P}\p{Zs}\p{S}\n\t]|\uFFFD/gu)?.length ?? 0;
  return odd === 0;
}
