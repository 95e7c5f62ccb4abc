import { SkepError } from "../shared/errors.ts";

/** Several addresses that serve the same model, the healthiest and least busy asked first. */
export interface Endpoints {
  /**
   * Runs an attempt at one address after the other until one succeeds. An {@link EndpointFailure} moves on to the next
   * address and lets the failed one rest; anything else is thrown at once. Throws `model_unavailable` with what each
   * address said when none is left.
   */
  attempt<T>(run: (url: string) => Promise<T>): Promise<T>;
}

interface EndpointFailureOptions {
  readonly restMilliseconds?: number;
  readonly isMissing?: boolean;
  readonly cause?: unknown;
}

/** An address that could not be reached or was too busy before it said anything: another one may do the same turn. */
export class EndpointFailure extends Error {
  override readonly name = "EndpointFailure";
  /** For how long it asked to be left alone, in milliseconds. */
  readonly restMilliseconds: number | undefined;
  /** It is well, but has nothing at that place. */
  readonly isMissing: boolean;

  constructor(message: string, options: EndpointFailureOptions = {}) {
    super(message, { cause: options.cause });
    this.restMilliseconds = options.restMilliseconds;
    this.isMissing = options.isMissing ?? false;
  }
}

interface Health {
  readonly url: string;
  running: number;
  failures: number;
  restsUntil: number;
}

/** A first failure rests an address for a second, each further one twice as long, up to a minute. */
const firstRest = 1_000;
const longestRest = 60_000;

/** `now` is a monotonic clock in milliseconds. */
export function createEndpoints(urls: readonly string[], now: () => number = () => performance.now()): Endpoints {
  const all: Health[] = urls.map((url) => ({ url, running: 0, failures: 0, restsUntil: 0 }));

  // An address that rests is still asked when nobody else is left: it may have recovered.
  function ranked(): Health[] {
    const rests = ({ restsUntil }: Health): number => Math.max(0, restsUntil - now());
    return all.toSorted((a, b) => rests(a) - rests(b) || a.running - b.running || a.failures - b.failures);
  }

  async function attempt<T>(run: (url: string) => Promise<T>): Promise<T> {
    const complaints: string[] = [];
    for (const endpoint of ranked()) {
      endpoint.running++;
      try {
        const result = await run(endpoint.url);
        endpoint.failures = 0;
        endpoint.restsUntil = 0;
        return result;
      } catch (error) {
        if (!(error instanceof EndpointFailure)) throw error;
        endpoint.failures++;
        const rest = Math.min(longestRest, firstRest * 2 ** (endpoint.failures - 1));
        endpoint.restsUntil = now() + Math.min(longestRest, error.restMilliseconds ?? rest);
        complaints.push(`${endpoint.url}: ${error.message}`);
      } finally {
        endpoint.running--;
      }
    }
    throw new SkepError("model_unavailable", `no model server did the turn: ${complaints.join("; ")}`);
  }

  return { attempt };
}
