/** The parts of a day's requests by who counted their tokens. Units: requests. */
import type { RouterOutputs } from "#web/trpc";

export type LedgerHealth = RouterOutputs["ledgerHealth"]["show"];
export type QualityDay = LedgerHealth["days"][number];

export const COUNT_SERIES = [
  { name: "actual", label: "Counted by the provider", color: "var(--mantine-color-teal-6)" },
  { name: "estimated", label: "Estimated by the sender", color: "var(--mantine-color-yellow-6)" },
  { name: "unknown", label: "Not counted", color: "var(--mantine-color-red-6)" },
] as const;

export type CountShares = Readonly<{ day: string }> & Readonly<Record<(typeof COUNT_SERIES)[number]["name"], number>>;

export const sharesOf = ({ day, requests, estimatedRequests, unknownCountRequests }: QualityDay): CountShares => ({
  day,
  actual: requests - estimatedRequests - unknownCountRequests,
  estimated: estimatedRequests,
  unknown: unknownCountRequests,
});
