import type { ChainReader } from "../chain/chain-reader.ts";
import type { PeopleReader } from "../chain/people-reads.ts";
import type { Clock } from "../shared/clock.ts";

const freshMilliseconds = 10 * 60_000;
/** Of some hundred bytes each; lists of thousands of names are few. */
const mostAnswers = 2_000;

interface Kept {
  readonly answer: unknown;
  readonly at: number;
}

/**
 * A reader that asks about the same person once in ten minutes: what people are to each other changes slowly. Keeps 2,000
 * answers at most, the newest. A question that failed is asked again: no answer is never kept for a no.
 */
export function cachePeople<Reader extends ChainReader>(reader: Reader, clock: Clock): Reader {
  const kept = new Map<string, Kept>();

  async function remembered<Answer>(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const known = kept.get(key);
    // Only what the same method answered stands under its name.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (known && clock.now().getTime() - known.at < freshMilliseconds) return known.answer as Answer;
    const answer = await read();
    kept.delete(key); // the newest stand last
    kept.set(key, { answer, at: clock.now().getTime() });
    for (const oldest of kept.keys()) {
      if (kept.size <= mostAnswers) break;
      kept.delete(oldest);
    }
    return answer;
  }

  const cached: Omit<PeopleReader, "readBlacklists"> = {
    readProfile: (account, signal) => remembered(`profile/${account}`, () => reader.readProfile(account, signal)),
    readHivePower: (account, signal) => remembered(`power/${account}`, () => reader.readHivePower(account, signal)),
    readRelationship: (from, to, signal) =>
      remembered(`relationship/${from}/${to}`, () => reader.readRelationship(from, to, signal)),
    readFollowList: (of, list, signal) =>
      remembered(`list/${of}/${list}`, () => reader.readFollowList(of, list, signal)),
    readMembership: (community, account, signal) =>
      remembered(`membership/${community}/${account}`, () => reader.readMembership(community, account, signal)),
  };
  return { ...reader, ...cached };
}
