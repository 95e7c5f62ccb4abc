import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchPulse } from "../../src/model/pulse.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("silence is noticed when it lasts, and never again after the watch was stopped", () => {
  const noticed = vi.fn<() => void>();
  const pulse = watchPulse(3000, noticed);
  vi.advanceTimersByTime(2000);
  pulse.heard();
  vi.advanceTimersByTime(3000);
  expect(noticed).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2000);
  expect(noticed).toHaveBeenCalled();
  const times = noticed.mock.calls.length;
  pulse.stop();
  vi.advanceTimersByTime(60_000);
  expect(noticed).toHaveBeenCalledTimes(times);
});

test("a word that comes at the last look is enough", () => {
  const noticed = vi.fn<() => void>();
  const pulse = watchPulse(3000, noticed);
  for (let round = 0; round < 5; round++) {
    vi.advanceTimersByTime(4000); // overdue at one look
    pulse.heard();
  }
  expect(noticed).not.toHaveBeenCalled();
});
