/**
 * The charges of a range of days as a FOCUS file, streamed day by day: as many as there are, in the memory of one day.
 * Time    each day as it stands when it is read; a slow reader holds no connection.
 * Errors  INVALID_INPUT where too many requests of a day would have to be added up one by one.
 */
import { type FocusQuery, type SpendScope, UNPRICED_HEADER, UNPRICED_REPORTS_HEADER } from "@ratecard/contract";
import { stringify } from "csv-stringify/sync";
import type { Services } from "#server/services/context";
import { readTotals } from "../dashboard";
import { readConsistently } from "../rows";
import { stepsOfRange } from "../steps-of-range";
import { type Charge, readCharges } from "./charge-rows";
import { FOCUS_COLUMNS } from "./focus-columns";

export type FocusFile = Readonly<{ rows: AsyncGenerator<string>; headers: Readonly<Record<string, string>> }>;

/** The first day is read before anything is answered, so that what is wrong is an answer and not half a file. */
export async function exportFocus({ db }: Pick<Services, "db">, scope: FocusQuery): Promise<FocusFile> {
  const [first = scope.from, ...days] = stepsOfRange(scope, "day").map(({ name }) => name);
  const begun = await readConsistently(db, async (client) => ({
    totals: await readTotals(client, scope),
    charges: await readCharges(client, first, scope),
  }));
  const { unpricedRequests, unpricedReports } = begun.totals;
  return {
    rows: daysFrom(db, scope, begun.charges, days),
    headers: { [UNPRICED_HEADER]: String(unpricedRequests), [UNPRICED_REPORTS_HEADER]: String(unpricedReports) },
  };
}

async function* daysFrom(
  db: Services["db"],
  scope: SpendScope,
  first: readonly Charge[],
  days: readonly string[],
): AsyncGenerator<string, void, undefined> {
  yield stringify([Object.keys(FOCUS_COLUMNS)]);
  yield stringify(first.map(cellsOf));
  for (const day of days) {
    yield stringify((await readConsistently(db, (client) => readCharges(client, day, scope))).map(cellsOf));
  }
}

const cellsOf = (charge: Charge): (string | null)[] => Object.values(FOCUS_COLUMNS).map((cell) => cell(charge));
