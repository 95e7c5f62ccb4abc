import { checkShape } from "../../config/check-shape.ts";
import { complaintsError } from "../../config/complaint.ts";
import { readTextFile } from "../../config/read-text-file.ts";
import { readYaml } from "../../config/read-yaml.ts";
import { nameComplaints } from "./scenario-names.ts";
import { scenarioSchema, type ScenarioFile } from "./scenario-file.ts";

/**
 * Reads a scenario file, to be given to `createDevnet`. Throws one `config_invalid` with everything that is wrong in it,
 * a line each: `file:line:col path: message`.
 */
export async function loadScenario(file: string): Promise<ScenarioFile> {
  const read = await readTextFile(file);
  if ("complaint" in read) throw complaintsError([read.complaint]);
  const yaml = readYaml(file, read.text);
  if ("complaints" in yaml) throw complaintsError(yaml.complaints);
  const checked = checkShape(yaml, scenarioSchema);
  if ("complaints" in checked) throw complaintsError(checked.complaints);
  const complaints = nameComplaints(checked.data).map(({ path, message }) => ({
    ...yaml.placeOf(path),
    path: path.join("."),
    message,
  }));
  if (complaints.length > 0) throw complaintsError(complaints);
  return checked.data;
}
