/** How long single requests are kept. */
import { z } from "zod";
import { zodMessage } from "./problems/zod-problems";

/** With the month that runs they are 90 days and more, which is what screens, previews of prices, and the sample data look back. */
export const LEAST_KEPT_MONTHS = 4;
export const MOST_KEPT_MONTHS = 120;

const message = zodMessage("not-in-range", { least: LEAST_KEPT_MONTHS, most: MOST_KEPT_MONTHS });
const KeptMonths = z.number(message).int(message).min(LEAST_KEPT_MONTHS, message).max(MOST_KEPT_MONTHS, message);

export const PreviewRetention = z.strictObject({ months: KeptMonths });
export type PreviewRetention = z.output<typeof PreviewRetention>;

/** null: for ever. */
export const ChangeRetention = z.strictObject({ months: KeptMonths.nullable() });
export type ChangeRetention = z.output<typeof ChangeRetention>;

/** What a month waits for before its requests are dropped. */
export const RETENTION_WAITS = ["sums", "closing", "recost", "quarantine", "sample-data"] as const;
export type RetentionWait = (typeof RETENTION_WAITS)[number];
