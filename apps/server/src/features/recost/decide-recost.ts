/**
 * What becomes of one booked request: it stays, it is priced otherwise, or no price is known for it and it stays for that reason.
 * Units   USD as decimal text; null: not priced, which is not 0.
 * Rules   a cost is never taken away: what no price is known for today keeps what it has. Another version of a price that comes to
 *         the same cost, from the same source and with the same flags, is no change.
 */
import { formatUsd } from "@ratecard/money";
import type { Priced } from "#server/ledger/charge-again";
import type { Charge } from "#server/ledger/charge-event";

export type Decision = Readonly<{ kind: "same" | "unpriceable" }> | Readonly<{ kind: "changed"; priced: Priced }>;

const SAME: Decision = { kind: "same" };
const UNPRICEABLE: Decision = { kind: "unpriceable" };

export function decideRecost(booked: Priced, charge: Charge): Decision {
  const priced = pricedOf(charge);
  if (priced.costUsd === null) return UNPRICEABLE;
  return isSame(booked, priced) ? SAME : { kind: "changed", priced };
}

const pricedOf = ({
  costUsd,
  provider,
  source,
  versionId,
  snapshotId,
  catalogKey,
  flags,
  notPriced,
}: Charge): Priced => ({
  costUsd: costUsd === null ? null : formatUsd(costUsd),
  provider: provider ?? null,
  source,
  priceVersionId: versionId?.toString() ?? null,
  catalogSnapshotId: snapshotId?.toString() ?? null,
  catalogKey: catalogKey ?? null,
  flags,
  notPriced,
});

const isSame = (before: Priced, after: Priced): boolean =>
  before.costUsd === after.costUsd &&
  before.source === after.source &&
  before.provider === after.provider &&
  isSameList(before.flags, after.flags) &&
  isSameList(before.notPriced, after.notPriced);

const isSameList = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.toSorted().join() === right.toSorted().join();
