import { appName } from "../runtime/app-name.ts";

/** Of this package, such as `"0.1.0"`. */
export const version = appName.split("/")[1] ?? "";
