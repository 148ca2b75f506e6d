/** How the settings of retention say things. */
import type { RetentionWait } from "@ratecard/contract";
import type { RouterOutputs } from "#web/trpc";

export type OldMonth = RouterOutputs["retention"]["preview"][number];

export const WAIT_WORDS: Readonly<Record<RetentionWait, string>> = {
  sums: "its sums are being made",
  closing: "it is not closed, and months before it are",
  recost: "a re-cost is at work",
  quarantine: "events of it wait in quarantine",
  "sample-data": "sample data is in it",
};

const SIZES = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
const A_SIZE = 1000;

/** Units: bytes. */
export function sizeText(bytes: number): string {
  const step = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  return new Intl.NumberFormat("en", { style: "unit", unit: SIZES[step], maximumFractionDigits: 1 }).format(
    bytes / A_SIZE ** step,
  );
}

export const keptText = (months: number | null): string => (months === null ? "for ever" : `for ${months} months`);
