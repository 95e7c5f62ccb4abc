import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** The store as plain JavaScript, for processes of its own that a test may kill. */
export interface CompiledStore extends Disposable {
  /** URL of a module, such as `"store/lock.js"`. */
  url(module: string): string;
}

/** Compiles src/store below build/, from where the packages it needs can be found. */
export function compileStore(): CompiledStore {
  mkdirSync("build", { recursive: true });
  const folder = mkdtempSync(resolve("build", "store-test-"));
  const modules = ["src/store/sqlite/open.ts", "src/store/lock.ts"];
  const options = "--ignoreConfig --rewriteRelativeImportExtensions --module nodenext --target es2023 --skipLibCheck";
  const lib = ["--lib", "es2023,esnext.disposable", "--types", "node", "--rootDir", "src", "--outDir", folder];
  const tsc = resolve("node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, ...options.split(" "), ...lib, "--strict", ...modules], { stdio: "inherit" });
  return {
    url: (module) => pathToFileURL(join(folder, module)).href,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
