import { z } from "zod";
import { checkShape } from "../config/check-shape.ts";
import type { Complaint } from "../config/complaint.ts";
import { didYouMean } from "../config/did-you-mean.ts";
import { readYaml } from "../config/read-yaml.ts";

/** A prompt as its file has it: text with `{{name}}` where a value goes in. */
export interface Prompt {
  /** The file's name without `.md`. */
  readonly name: string;
  readonly description: string;
  readonly template: string;
}

/** What may stand between double braces. */
export interface PromptValues {
  /** The agent's account, without "@". */
  readonly account: string;
  /** Who answers for it. */
  readonly operator: string;
}

const frontMatter = z.strictObject({ description: z.string().min(1).max(500) });
const knownNames = ["account", "operator"] as const satisfies readonly (keyof PromptValues)[];

// Front matter between two lines of three dashes, then the template.
const form = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)([\s\S]*)$/m;
const placeholder = /\{\{([^{}\n]*)\}\}|\{\{/g;

/** Reads a prompt file: YAML front matter with a `description`, then a template that is not empty. */
export function parsePromptFile(
  file: string,
  name: string,
  text: string,
): { readonly prompt: Prompt } | { readonly complaints: Complaint[] } {
  const source = text.replaceAll("\r\n", "\n");
  const [, header, body] = (source.startsWith("---") && form.exec(source)) || [];
  if (header === undefined || body === undefined) {
    const message = 'must begin with front matter: a line "---", then description: …, then a line "---"';
    return { complaints: [{ file, line: 1, column: 1, path: "", message }] };
  }
  const yaml = readYaml(file, header, 1);
  if ("complaints" in yaml) return yaml;
  const checked = checkShape(yaml, frontMatter);
  const bodyStart = source.length - body.length;
  const complaints = [
    ...("complaints" in checked ? checked.complaints : []),
    ...templateComplaints(file, source, bodyStart),
  ];
  if (complaints.length > 0 || "complaints" in checked) return { complaints };
  return { prompt: { name, description: checked.data.description, template: body.trim() } };
}

function templateComplaints(file: string, source: string, bodyStart: number): Complaint[] {
  const body = source.slice(bodyStart);
  if (body.trim() === "") {
    return [{ file, ...placeIn(source, source.length), path: "", message: "has no text behind its front matter" }];
  }
  return [...body.matchAll(placeholder)].flatMap(({ 0: whole, 1: name, index }) => {
    const message = placeholderComplaint(whole, name);
    return message === undefined ? [] : [{ file, ...placeIn(source, bodyStart + index), path: "", message }];
  });
}

function placeholderComplaint(whole: string, name: string | undefined): string | undefined {
  if (name === undefined) return 'this "{{" is never closed on its line';
  if (isKnown(name)) return undefined;
  if (isKnown(name.trim())) return `write {{${name.trim()}}}, without blanks`;
  return `unknown name ${whole}, a prompt may use {{account}} and {{operator}}${didYouMean(name.trim(), knownNames)}`;
}

function isKnown(name: string): name is keyof PromptValues {
  return knownNames.some((known) => known === name);
}

function placeIn(source: string, position: number): { readonly line: number; readonly column: number } {
  const before = source.slice(0, position).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

/** The prompt with its names filled in. What is filled in is not looked at again. */
export function renderPrompt({ template }: Prompt, values: PromptValues): string {
  return template.replaceAll(placeholder, (whole, name: string | undefined) =>
    name !== undefined && isKnown(name) ? values[name] : whole,
  );
}
