import { SkepError } from "../shared/errors.ts";
import { reasonOfFetch } from "./fetch-failure.ts";

/** How a server is spoken to. */
export interface RemoteOptions {
  /** A token for models that ask for a login; sent to the address itself, never to where it redirects. */
  readonly token?: string | undefined;
  readonly signal: AbortSignal;
  /** How long a server may be silent, in milliseconds. */
  readonly silenceLimit: number;
}

/** A server that could not be reached or had a bad moment: the same request may succeed a little later. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** A server that has nothing from the place on from which it was asked. */
export class NothingThere extends Interrupted {}

/**
 * Reads a response. It calls `heard` whenever something came in, which starts the silence limit anew, and it heeds the
 * signal, which stands for the caller's as well as for that limit.
 */
export type ReadResponse<T> = (response: Response, heard: () => void, signal: AbortSignal) => Promise<T>;

/**
 * Fetches and reads, with a limit on the server's silence. Throws `model_unavailable` where the server refuses or cannot
 * be reached, and the signal's reason.
 */
export async function remoteFetch<T>(
  url: string,
  init: RequestInit,
  options: RemoteOptions,
  read: ReadResponse<T>,
): Promise<T> {
  try {
    return await attemptFetch(url, init, options, read);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw new SkepError("model_unavailable", error.message, { cause: error });
  }
}

/** Like {@link remoteFetch}, but throws an {@link Interrupted} where trying again makes sense. */
export async function attemptFetch<T>(
  url: string,
  init: RequestInit,
  options: RemoteOptions,
  read: ReadResponse<T>,
): Promise<T> {
  const { signal, silenceLimit, token } = options;
  const { host } = new URL(url);
  const headers = new Headers(init.headers);
  headers.set("accept-encoding", "identity"); // lengths and ranges are those of the file itself
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  const stop = new AbortController();
  let silent = false;
  const timer = setTimeout(() => {
    silent = true;
    stop.abort();
  }, silenceLimit);
  const calledOff = (): void => stop.abort();
  signal.addEventListener("abort", calledOff, { once: true });
  try {
    signal.throwIfAborted();
    const response = await fetch(url, { ...init, headers, signal: stop.signal });
    if (!response.ok) throw refusal(response.status, url, host);
    return await read(response, () => timer.refresh(), stop.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SkepError || error instanceof Interrupted) throw error;
    if (silent) throw new Interrupted(`${host} was silent for ${silenceLimit / 1000} s`);
    throw new Interrupted(`cannot reach ${host} (${reasonOfFetch(error)}): is this machine online?`);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", calledOff);
    stop.abort(); // lets go of a body that nobody read
  }
}

function refusal(status: number, url: string, host: string): Error {
  if (status === 401 || status === 403) {
    return new SkepError(
      "model_unavailable",
      `${host} refuses ${url} (${status}): there is no such model, or it needs a login (accept its licence there, then give a token)`,
    );
  }
  if (status === 416) return new NothingThere(`${host} has no more of ${url}`);
  if (status === 429 || status >= 500) return new Interrupted(`${host} answered ${status}`);
  return new SkepError("model_unavailable", `${host} answered ${status} for ${url}`);
}
