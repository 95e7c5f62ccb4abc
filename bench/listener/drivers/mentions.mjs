// What every driver but Skep's own looks for: hivemind's rule of mentions, for one account.

const rule = /(?:^|[^a-zA-Z0-9_!#$%&*@\\/])@([a-zA-Z0-9.-]{1,16}[a-zA-Z0-9])(?![a-z])/g;

export function mentions(body, account) {
  for (const [, name] of body.matchAll(rule)) if (name.toLowerCase() === account) return true;
  return false;
}

/** What the bench asks a driver to do, as its first argument tells it: { url, account, from, to }. */
export const task = JSON.parse(process.argv[2]);

const cpuBefore = process.cpuUsage();
const started = performance.now();

/** Tells of one mention, at once. */
export function found(block, { author, permlink }) {
  process.stdout.write(`${JSON.stringify({ block, author, permlink })}\n`);
}

/** Tells what it took, and ends the process. */
export function finish() {
  const blocks = task.to - task.from + 1;
  const { user, system } = process.cpuUsage(cpuBefore);
  const figures = {
    blocks,
    seconds: (performance.now() - started) / 1_000,
    cpuMsPerBlock: (user + system) / 1_000 / blocks,
    peakRssMb: process.resourceUsage().maxRSS / 1_024,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(0));
}
