/** `SKEP_SOAK=full` runs the numbers that the project promises; anything else the small ones, for every landing. */
const isFull = process.env["SKEP_SOAK"] === "full";

/** How many of something this run takes on. */
export function size(small: number, full: number): number {
  return isFull ? full : small;
}

/** Tells what is going on, on the terminal of whoever runs the soak. */
export function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}
