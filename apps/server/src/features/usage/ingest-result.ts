/** What the intake says about one item. Units: USD as decimal text; null: not priced, which is not 0. */
import type { PricingSource } from "@ratecard/pricing";

export type IngestStatus = "accepted" | "duplicate" | "quarantined";

export type IngestResult = Readonly<{
  /** null: the item had none that could be read. */
  requestId: string | null;
  status: IngestStatus;
  costUsd: string | null;
  /** null: quarantined, so nothing was priced. */
  pricingSource: PricingSource | null;
  /** Why it was quarantined, or why it has no price. */
  reason?: string;
}>;

export type IngestAnswer = Readonly<{
  received: number;
  accepted: number;
  duplicate: number;
  quarantined: number;
  results: readonly IngestResult[];
}>;
