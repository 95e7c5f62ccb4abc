import { allCapabilities } from "../decision/decision.ts";
import { after, defer, defineGuard } from "./define-guard.ts";
import type { Guard } from "./guard.ts";

/** A part of each day, by the clock of a place. */
export interface QuietHours {
  /** Minutes after midnight. The hours may go over midnight. */
  readonly from: number;
  readonly to: number;
  /** An IANA name, such as `"Europe/Berlin"`. */
  readonly timezone: string;
}

const minute = 60_000;
const minutesOfDay = 1_440;

/** Does nothing in these hours. What is wanted then waits; where clocks change that night, it is asked again in time. */
export function quietHours({ from, to, timezone }: QuietHours): Guard {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return defineGuard("quiet-hours", allCapabilities, (_, { now }) => {
    const [hours = "0", minutes = "0"] = clock.format(now).split(":");
    const at = Number(hours) * 60 + Number(minutes);
    const isQuiet = from < to ? at >= from && at < to : at >= from || at < to;
    if (!isQuiet) return undefined;
    const left = (to - at + minutesOfDay) % minutesOfDay;
    const wholeMinute = new Date(Math.floor(now.getTime() / minute) * minute);
    return defer(`it is quiet until ${clockTime(to)} (${timezone})`, after(wholeMinute, left * minute));
  });
}

function clockTime(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
