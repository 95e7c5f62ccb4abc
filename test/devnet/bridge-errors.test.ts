import { afterAll, beforeAll, expect, it } from "vitest";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { describeRecorded, listFixtures, readFixture } from "../support/fixtures.ts";
import { call, type Answer } from "./call.ts";
import { comment } from "./operations.ts";
import { inBlock } from "./social-operations.ts";

interface Recorded {
  readonly file: string;
  readonly request: { readonly method: string; readonly params: unknown };
  readonly pattern: NonNullable<Answer["error"]>;
}

// Who and what is there on the node that was recorded, as far as its answers tell.
const people = ["steemit", "gtg", "blocktrades", "jsc", "ilmam", "test-creator"];
const communities = ["hive-117600", "hive-103459", "hive-135485", "hive-171487"];
const posts = ["missing-rewards-while-mining", "hello-world", "witness-gtg"];

describeRecorded("hivemind", "a refusal of hivemind's", () => {
  let devnet: Devnet;

  beforeAll(async () => {
    devnet = await createDevnet({
      interval: "manual",
      accounts: people.map((name) => ({ name })),
      communities: communities.map((name) => ({ name, title: name })),
    });
    const post = (author: string, permlink: string): void => {
      inBlock(devnet, author, comment(author, { permlink, parent_permlink: "bitcoin" }));
      devnet.advance(303);
    };
    for (const permlink of posts) post("gtg", permlink);
    const remove = (author: string, permlink: string): void => {
      post(author, permlink);
      inBlock(devnet, author, ["delete_comment", { author, permlink }]);
    };
    remove("jsc", "testing-summary");
    for (let times = 0; times < 5; times += 1) remove("ilmam", "test");
  });
  afterAll(() => devnet.close());

  const files = listFixtures("hivemind").filter((name) => /^(?:bridge|condenser)_api_negative/.test(name));
  const recorded = files.flatMap((name) => readFixture<Recorded[]>(`hivemind/${name}`));
  const [known, left] = [recorded.filter((one) => !isOldName(one)), recorded.filter(isOldName)];
  process.stderr.write(`left out: ${left.length} recorded calls of bridge_api, which hived itself answers otherwise\n`);

  it.each(known.map((one) => [`${one.request.method} ${JSON.stringify(one.request.params)}`, one] as const))(
    "answers %s",
    async (_, { request, pattern }) => {
      const { error } = await call(devnet.url, request.method, request.params);
      expect(told(error)).toEqual(told(pattern));
    },
  );
});

function isOldName({ request }: Recorded): boolean {
  return request.method === "call";
}

// What an error says, with the names of what stands in its data: the rest there differs from call to call.
function told(error: Answer["error"]): object {
  const data: unknown = error?.data;
  const names = typeof data === "object" && data !== null ? Object.keys(data).toSorted() : data;
  return { code: error?.code, message: error?.message, data: names };
}
