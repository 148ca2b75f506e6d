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
