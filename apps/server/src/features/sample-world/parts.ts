/** What the sample world needs of the usage feature. The router puts both together: features never import features. */
import type { UsageEvent } from "@ratecard/contract";
import type { Database, Transaction } from "@ratecard/prisma";
import type { Services } from "#server/services/context";

export type SampleWorldParts = Readonly<{
  /** Books requests under the name of a gateway, priced as of their time. */
  ingestEvents: (
    services: Services,
    batch: Readonly<{ gateway: string; events: readonly UsageEvent[] }>,
  ) => Promise<readonly Readonly<{ status: string }>[]>;
  /** Takes every trace of a gateway out of ledger, rollups and counts; answers how many requests there were. */
  removeGatewayUsage: (tx: Transaction, gateway: string) => Promise<number>;
  countGatewayUsage: (db: Database, gateway: string) => Promise<number>;
}>;
