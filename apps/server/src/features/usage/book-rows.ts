/**
 * Books rows in one statement.
 * Errors  `stale`: the prices moved on since the rows were priced; nothing was written.
 */
import type { Services } from "#server/services/context";
import { columnArrays } from "./ledger-columns";
import type { LedgerRow } from "./ledger-row";
import { BOOK_STATEMENT } from "./ledger-statement";

/** `fresh`: the ids that were new; the others were there before, with this content or another. */
export type Booking = Readonly<{ outcome: "booked"; fresh: ReadonlySet<string> }> | Readonly<{ outcome: "stale" }>;

export async function bookRows(
  { pool }: Services["db"],
  gateway: string,
  version: bigint,
  rows: readonly LedgerRow[],
): Promise<Booking> {
  const { rows: answers } = await pool.query<{ version: string; fresh: string[] }>({
    name: "usage.book",
    text: BOOK_STATEMENT,
    values: [version.toString(), gateway, ...columnArrays(rows)],
  });
  const answer = answers[0];
  if (!answer || BigInt(answer.version) !== version) return { outcome: "stale" };
  return { outcome: "booked", fresh: new Set(answer.fresh) };
}
