/** One comparison as the server answers it. */
import type { RouterOutputs } from "#web/trpc";

export type ReconciliationView = RouterOutputs["reconciliation"]["get"];
