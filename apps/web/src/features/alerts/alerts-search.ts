/** What of the alerts is shown: the state of the page, in the URL. */
import { ALERT_STATES } from "@ratecard/contract";
import { z } from "zod";

export const ALERT_TABS = ["history", "rules", "channels"] as const;

export const AlertsSearch = z.object({
  tab: z.enum(ALERT_TABS).catch("history"),
  /** Empty: all. */
  state: z.enum(["", ...ALERT_STATES]).catch(""),
  /** The alert in the drawer. */
  open: z.string().catch(""),
  /** The rule in the drawer: an id, or `new`. */
  rule: z.string().catch(""),
  /** The channel in the drawer: an id, `new-email` or `new-webhook`. */
  channel: z.string().catch(""),
});
export type AlertsSearch = z.output<typeof AlertsSearch>;
