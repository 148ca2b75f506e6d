/** Every discount and margin that is believed in, by provider: past, in force, scheduled; and the providers there are. */
import { linesOf } from "@ratecard/pricing";
import type { Services } from "#server/services/context";
import { type AdjustmentView, adjustmentView, latestOf } from "./check-change";
import { findAdjustments, findUsedProviders } from "./rows";

export type Adjustments = Readonly<{
  /** By provider, the oldest window first. `replaces`: what an edit of this provider has to name. */
  adjustments: readonly (AdjustmentView & Readonly<{ replaces: string | null }>)[];
  /** With a price of their own or with requests; others may be named as well. */
  providers: readonly string[];
}>;

export async function listAdjustments({
  db,
  clock,
  prices,
}: Pick<Services, "db" | "clock" | "prices">): Promise<Adjustments> {
  const windows = await findAdjustments(db.prisma);
  const latest = (provider: string) => latestOf(windows.filter((window) => window.provider === provider));
  const adjustments = windows.map((window) => ({
    ...adjustmentView(window, clock()),
    replaces: latest(window.provider),
  }));
  const priced = [...linesOf(prices.now().book)].flatMap(({ versions }) => versions.map(({ provider }) => provider));
  return { adjustments, providers: [...new Set([...priced, ...(await findUsedProviders(db.pool))])].sort() };
}
