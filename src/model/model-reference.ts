import { join, resolve } from "node:path";
import { SkepError } from "../shared/errors.ts";

/** Where a model comes from. */
export type ModelReference =
  | { readonly kind: "file"; readonly path: string }
  /** A repository on the hub, with a quantisation such as `"Q4_K_M"` or one file of it. */
  | { readonly kind: "hub"; readonly repository: string; readonly want: HubWant }
  | { readonly kind: "url"; readonly url: string };

export type HubWant = { readonly quantisation: string } | { readonly file: string };

/** What most people mean when they name none: small, and little is lost. */
const usualQuantisation = "Q4_K_M";

const hubRepository =
  /^([A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*)(?::([A-Za-z0-9_]+)|\/((?:[A-Za-z0-9][\w.-]*\/)*[A-Za-z0-9][\w.-]*\.gguf))?$/;

/**
 * Reads what stands in skep.yaml: `hf:user/repo`, `hf:user/repo:Q4_K_M`, `hf:user/repo/file.gguf`, an `https:` address
 * or a path. Throws `config_invalid`.
 */
export function parseModelReference(text: string): ModelReference {
  const hub = /^(?:hf|huggingface):(?:\/\/)?/.exec(text);
  if (hub) return parseHub(text, text.slice(hub[0].length));
  if (/^https?:\/\//.test(text)) return { kind: "url", url: text };
  if (/^[a-z]{2,}:/i.test(text)) throw wrong(text);
  return { kind: "file", path: text };
}

function parseHub(text: string, rest: string): ModelReference {
  const [, repository, quantisation, file] = hubRepository.exec(rest) ?? [];
  if (repository === undefined) throw wrong(text);
  if (file !== undefined) return { kind: "hub", repository, want: { file } };
  return { kind: "hub", repository, want: { quantisation: (quantisation ?? usualQuantisation).toUpperCase() } };
}

function wrong(text: string): SkepError {
  return new SkepError(
    "config_invalid",
    `"${text}" names no model: write a path, hf:user/repo:Q4_K_M, hf:user/repo/file.gguf or an https address`,
  );
}

/** Where the file of a model lies or will lie, and whether `skep models pull` puts it there. */
export interface ModelPlace {
  readonly path: string;
  readonly pulled: boolean;
}

/**
 * Finds the place of a model without asking anyone: paths are taken from `base`, pulled models lie in `directory` under
 * a name that their reference alone decides.
 */
export function placeOfModel(reference: ModelReference, base: string, directory: string): ModelPlace {
  if (reference.kind === "file") return { path: resolve(base, reference.path), pulled: false };
  return { path: join(directory, ...segmentsOf(reference)), pulled: true };
}

function segmentsOf(reference: Exclude<ModelReference, { kind: "file" }>): string[] {
  if (reference.kind === "hub") {
    const { want } = reference;
    return [
      ...reference.repository.split("/"),
      ...("file" in want ? want.file.split("/") : [`${want.quantisation}.gguf`]),
    ];
  }
  const { host, pathname } = new URL(reference.url);
  return [host, ...pathname.split("/")].map(safeName).filter((name) => name !== "");
}

// An address may hold anything, `..` and colons included.
function safeName(name: string): string {
  return name.replaceAll(/[^\w.-]/g, "_").replace(/^\.+/, "");
}
