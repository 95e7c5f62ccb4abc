import type { ChainEvent } from "../chain/event.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import { pause } from "../shared/wait.ts";
import type { Desk } from "./desk.ts";
import { openDocumentReader } from "./document-reader.ts";
import type { Lessons } from "./knowledge.ts";
import { learnFiles } from "./learn-files.ts";
import { learnPosts, refreshPost, type PostReader } from "./learn-posts.ts";
import { filePatterns, postSources, type Student } from "./source.ts";
import { watchFiles } from "./watch-files.ts";

export interface LessonOptions extends Omit<Desk, "reader"> {
  readonly students: readonly Student[];
  /** The project's folder, absolute: files are known by their path within it. */
  readonly root: string;
  readonly chain: PostReader;
}

/** Something that happened to a post of an author whose posts somebody knows. */
interface News {
  readonly author: string;
  readonly permlink: string;
  readonly at: Date;
  readonly tries: number;
}

/** Nodes tell of a post some seconds after it happened. */
const newsMilliseconds = 3_000;
const mostTries = 40;
/** More news than this at once is left to the next walk through all posts. */
const mostNews = 1_000;
/** Watching may miss a file, and listening a post: from time to time all are looked at. */
const filesMilliseconds = 10 * 60_000;
const postsMilliseconds = 6 * 3_600_000;
const retryMilliseconds = 60_000;

/** Learns for students from files, which it watches, and from posts, which it walks through at times and hears of between. */
export function createLessons(options: LessonOptions): Lessons {
  const { students, root, chain, ...rest } = options;
  const pupils = students.filter(({ sources }) => filePatterns(sources).length > 0);
  const readers = students.filter(({ sources }) => postSources(sources).length > 0);
  const news: News[] = [];

  async function learnAllFiles(desk: Desk, onReady: (agent: string) => void, signal: AbortSignal): Promise<void> {
    if (pupils.length === 0) return;
    await using watch = await watchFiles(root, pupils);
    let changed: ReadonlySet<string> = new Set(pupils.map(({ agent }) => agent));
    while (!signal.aborted) {
      let isDone = true;
      for (const student of pupils.filter(({ agent }) => changed.has(agent))) {
        isDone = (await attempt(() => learnFiles(student, root, desk, signal), student, desk, signal)) && isDone;
        onReady(student.agent);
      }
      changed = await watch.next(isDone ? filesMilliseconds : retryMilliseconds, signal);
    }
  }

  async function learnAllPosts(desk: Desk, signal: AbortSignal): Promise<void> {
    let walkAt = 0;
    while (readers.length > 0 && !signal.aborted) {
      if (performance.now() >= walkAt) {
        let isDone = true;
        for (const student of readers)
          isDone = (await attempt(() => learnPosts(student, chain, desk, signal), student, desk, signal)) && isDone;
        walkAt = performance.now() + (isDone ? postsMilliseconds : retryMilliseconds);
      }
      await pause(newsMilliseconds, signal);
      for (const each of news.splice(0)) await learnNews(each, desk, signal);
    }
  }

  async function learnNews(each: News, desk: Desk, signal: AbortSignal): Promise<void> {
    let isKnown = true;
    for (const student of readers.filter((reader) => reads(reader, each.author))) {
      const refresh = async (): Promise<void> => {
        isKnown = (await refreshPost(each, student, chain, desk, signal, each.at)) && isKnown;
      };
      isKnown = (await attempt(refresh, student, desk, signal)) && isKnown;
    }
    if (!isKnown && each.tries < mostTries) news.push({ ...each, tries: each.tries + 1 });
  }

  return {
    awaited: pupils.map(({ agent }) => agent),
    hear(event) {
      const post = changedPost(event);
      if (post && news.length < mostNews && readers.some((reader) => reads(reader, post.author))) news.push(post);
    },
    async learn(onReady, signal) {
      if (pupils.length === 0 && readers.length === 0) return;
      await using reader = openDocumentReader();
      const desk = { ...rest, reader };
      await Promise.all([learnAllFiles(desk, onReady, signal), learnAllPosts(desk, signal)]);
    },
  };
}

/** Answers whether it went well; a failure of the store ends all, any other is told and tried again later. */
async function attempt(
  lesson: () => Promise<void>,
  { agent }: Student,
  { log }: Desk,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await lesson();
    return true;
  } catch (error) {
    if (error instanceof SkepError && error.code.startsWith("store_")) throw error;
    if (!signal.aborted) log.warn({ agent, problem: messageOf(error) }, "learning was put off");
    return false;
  }
}

function reads({ sources }: Student, author: string): boolean {
  return postSources(sources).some((source) => source.author === author);
}

/** The root post that an event publishes, edits or deletes. A deleted reply looks the same: nobody knows it then. */
function changedPost({ operation, timestamp }: ChainEvent): News | undefined {
  const isRoot = operation.type === "comment" && operation.parentAuthor === "";
  if (!isRoot && operation.type !== "deleteComment") return undefined;
  const { author, permlink } = operation;
  return { author, permlink, at: timestamp, tries: 0 };
}
