/**
 * Instants as people read them. `<Time at={iso}/>` is the UTC instant; `<Age at={iso}/>` is "3 min ago" with the instant on hover.
 * Time  `at` is ISO 8601 or null; null is an em dash with `absent` as its title. Always UTC, said so.
 */
import { useSyncExternalStore } from "react";
import { Absent } from "./quiet";

type TimeProps = Readonly<{ at: string | null | undefined; absent?: string; seconds?: boolean }>;

export function Time({ at, absent = "never", seconds = false }: TimeProps) {
  if (!at) return <Absent title={absent} />;
  return (
    <time dateTime={at} title={`${instantText(at, true)} UTC`}>
      {instantText(at, seconds)}
    </time>
  );
}

export function Age({ at, absent = "never" }: TimeProps) {
  const now = useNow();
  if (!at) return <Absent title={absent} />;
  return (
    <time dateTime={at} data-tip={`${instantText(at, true)} UTC`}>
      {ageOf(new Date(at).getTime(), now)}
    </time>
  );
}

/** "2026-01-31 14:05" or with seconds, in UTC. */
function instantText(at: string, seconds: boolean): string {
  const iso = new Date(at).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, seconds ? 19 : 16)}`;
}

/** "just now", "5 min ago", "in 2 h": the largest unit that fits. Units: epoch ms. */
const STEPS = [
  { unit: "year", ms: 365 * 86_400_000 },
  { unit: "month", ms: 30 * 86_400_000 },
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
] as const;

const words = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "short" });

export function ageOf(atMs: number, nowMs: number): string {
  const distance = atMs - nowMs;
  const step = STEPS.find(({ ms }) => Math.abs(distance) >= ms);
  return step ? words.format(Math.trunc(distance / step.ms), step.unit) : "just now";
}

const STEP_MS = 30_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const hear of listeners) hear();
  }, STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const stepNow = () => Math.floor(Date.now() / STEP_MS) * STEP_MS;

/**
 * The time for ages on the screen, one clock for all of them: a table of a thousand ages has one timer, and a row that scrolls in is
 * drawn once. Time: epoch ms, in steps of half a minute, never ahead.
 */
export const useNow = (): number => useSyncExternalStore(subscribe, stepNow);
