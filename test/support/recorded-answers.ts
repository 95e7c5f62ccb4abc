import { hasFixture, listFixtures, readFixture } from "./fixtures.ts";

interface HivedRecord {
  readonly request?: { readonly method?: string };
  readonly response?: { readonly result?: unknown };
}

interface HivemindRecord {
  readonly request: { readonly method: string };
  readonly pattern: unknown;
}

interface Documentation {
  readonly paths: Readonly<
    Record<string, { readonly post?: { readonly responses: Readonly<Record<string, Response>> } }>
  >;
}

interface Response {
  readonly content?: Readonly<Record<string, { readonly example?: unknown }>>;
}

/** Every answer of a real node that was recorded, refusals left out, by the method. */
export function recordedAnswers(): ReadonlyMap<string, readonly unknown[]> {
  const answers = new Map<string, unknown[]>();
  const keep = (method: string, answer: unknown): void => {
    answers.set(method, [...(answers.get(method) ?? []), answer]);
  };
  for (const name of present("hived-recorded")) {
    const { request, response } = readFixture<HivedRecord>(`hived-recorded/${name}`);
    if (request?.method !== undefined && response?.result !== undefined) keep(request.method, response.result);
  }
  for (const name of present("hivemind").filter((file) => file.includes("_patterns__"))) {
    for (const { request, pattern } of readFixture<HivemindRecord[]>(`hivemind/${name}`)) keep(request.method, pattern);
  }
  for (const [method, answer] of documented()) keep(method, answer);
  return answers;
}

/** The examples in the documentation of hived's APIs, which real nodes answered in 2025. */
function documented(): readonly (readonly [method: string, answer: unknown])[] {
  if (!hasFixture("hive_openapi/openapi.json")) return [];
  const { paths } = readFixture<Documentation>("hive_openapi/openapi.json");
  return Object.entries(paths).flatMap(([method, { post }]) => {
    const example = post?.responses["200"]?.content?.["application/json"]?.example;
    return example === undefined ? [] : [[method.replace(/^\//, ""), example] as const];
  });
}

function present(folder: string): readonly string[] {
  return hasFixture(folder) ? listFixtures(folder) : [];
}
