/** The shapes of the dashboard, inferred from the server. */
import type { RouterOutputs } from "#web/trpc";

export type Dashboard = RouterOutputs["spend"]["dashboard"];
export type Totals = Dashboard["totals"];
export type RankedSpend = Dashboard["models"][number];
export type SpendChart = Dashboard["chart"];
