import type { Checked } from "./check-shape.ts";
import type { Complaint, Place } from "./complaint.ts";
import { explainIssue } from "./explain-issue.ts";
import { settingForms, type Settings } from "./settings.ts";
import { textSettings, type TextSetting } from "./setting-names.ts";

/** One setting as it was typed, with where it was and the name it goes by there. */
export interface TypedText {
  readonly text: string;
  readonly name: string;
  readonly place: Place;
}

/** Reads settings that came as texts: from the command line or from the environment. */
export function parseTexts(texts: Partial<Readonly<Record<TextSetting, TypedText>>>): Checked<Settings> {
  const data: Record<string, unknown> = {};
  const complaints: Complaint[] = [];
  for (const setting of textSettings) {
    const typed = texts[setting];
    if (typed === undefined) continue;
    const result = settingForms[setting].safeParse(structured(setting, typed.text), { error: explainIssue });
    if (result.success) data[setting] = result.data;
    else complaints.push(...result.error.issues.map((issue) => complain(typed, issue.message)));
  }
  return complaints.length > 0 ? { complaints } : { data };
}

/** A text in the structure that the same setting has in skep.yaml. */
function structured(setting: TextSetting, text: string): unknown {
  switch (setting) {
    case "nodes":
      return text.split(",").flatMap((url) => url.trim() || []);
    case "models":
      return { default: text };
    case "chainId":
    case "dataDir":
    case "agentsDir":
    case "promptsDir":
    case "embedding":
    case "keep":
    case "logLevel":
      return text;
  }
}

function complain({ name, place }: TypedText, message: string): Complaint {
  return { ...place, path: name, message };
}
