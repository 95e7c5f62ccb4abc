#!/usr/bin/env node
import { stripVTControlCharacters } from "node:util";
import { renderUsage, runCommand, type CommandDef } from "citty";
import { messageOf, SkepError } from "../shared/errors.ts";
import { skep } from "./commands.ts";
import { printable } from "./printable.ts";
import { unknownFlag } from "./unknown-flag.ts";
import { version } from "./version.ts";

/** 0: done. 1: it could not be done. 2: the command or a file has to be changed first. 3: an account may be in other hands. */
async function main(rawArgs: readonly string[]): Promise<number> {
  const { command, parent, rest } = await findCommand(skep, rawArgs);
  if (rest.includes("--help") || rest.includes("-h") || (rest.length === 0 && command.subCommands)) {
    const usage = await renderUsage(command, parent);
    console.log(process.stdout.isTTY ? usage : stripVTControlCharacters(usage));
    return 0;
  }
  if (command === skep && rest.includes("--version")) {
    console.log(version);
    return 0;
  }
  const complaint = await unknownFlag(command, rest);
  if (complaint !== undefined) {
    const path = rawArgs.slice(0, rawArgs.length - rest.length);
    console.error(`skep: ${complaint} (${["skep", ...path, "--help"].join(" ")} shows what there is)`);
    return 2;
  }
  await runCommand(command, { rawArgs: [...rest] });
  return Number(process.exitCode ?? 0);
}

interface FoundCommand {
  readonly command: CommandDef;
  readonly parent: CommandDef | undefined;
  readonly rest: readonly string[];
}

/** Walks down the subcommands that the words name. */
async function findCommand(root: CommandDef, words: readonly string[]): Promise<FoundCommand> {
  let found: FoundCommand = { command: root, parent: undefined, rest: words };
  for (;;) {
    const [word] = found.rest;
    const subCommands = await resolve(found.command.subCommands);
    const next = word === undefined ? undefined : await resolve(subCommands?.[word]);
    if (next === undefined) return found;
    found = { command: next, parent: found.command, rest: found.rest.slice(1) };
  }
}

async function resolve<T extends object>(value: Resolvable<T> | undefined): Promise<T | undefined> {
  return value instanceof Function ? value() : value;
}

type Resolvable<T> = T | Promise<T> | (() => T | Promise<T>);

const exitCodes: Partial<Record<SkepError["code"], number>> = { config_invalid: 2, account_alarm: 3 };

function report(error: unknown): number {
  if (error instanceof DOMException && error.name === "AbortError") return 130; // Ctrl-C while starting
  console.error(`skep: ${printable(messageOf(error))}`);
  if (error instanceof Error && error.name === "CLIError") return 2;
  if (error instanceof SkepError) return exitCodes[error.code] ?? 1;
  console.error(error instanceof Error ? error.stack : ""); // a bug of ours: whoever reports it needs the place
  return 1;
}

process.exitCode = await main(process.argv.slice(2)).catch(report);
