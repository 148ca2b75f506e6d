/** The kinds of rules, one line each. A new kind is its check in the contract, a file beside this one and its line here. */
import type { AlertCheck, AlertKind, CheckOf } from "@ratecard/contract";
import type { AlertKindRule, Finding, NoHistory, Reading, Span } from "./alert-kind";
import { budget } from "./budget";
import { caseFails } from "./case-fails";
import { catalogStale } from "./catalog-stale";
import { dailySpend } from "./daily-spend";
import { defaultShare } from "./default-share";
import { expensiveModel } from "./expensive-model";
import { noEvents } from "./no-events";
import { priceMoved } from "./price-moved";
import { priceUnreviewed } from "./price-unreviewed";
import { quarantine } from "./quarantine";
import { unusualSpend } from "./unusual-spend";

type Bound<Kind extends AlertKind> = Readonly<{
  find: (reading: Reading, check: CheckOf<Kind>, span: Span) => Promise<readonly Finding[]>;
  noHistory: NoHistory | null;
}>;

const bound = <Kind extends AlertKind, Facts>({
  load,
  decide,
  noHistory,
}: AlertKindRule<Kind, Facts>): Bound<Kind> => ({
  find: async (reading, check, span) => decide(await load(reading, check, span), check, span),
  noHistory,
});

const KINDS: { readonly [Kind in AlertKind]: Bound<Kind> } = {
  "daily-spend": bound(dailySpend),
  "unusual-spend": bound(unusualSpend),
  "expensive-model": bound(expensiveModel),
  "default-share": bound(defaultShare),
  "no-events": bound(noEvents),
  "catalog-stale": bound(catalogStale),
  "price-moved": bound(priceMoved),
  "price-unreviewed": bound(priceUnreviewed),
  "case-fails": bound(caseFails),
  budget: bound(budget),
  quarantine: bound(quarantine),
};

/** What a check has to say of a span of days. */
export function findingsOf<Kind extends AlertKind>(reading: Reading, check: CheckOf<Kind>, span: Span) {
  const kind: Kind = check.kind;
  return KINDS[kind].find(reading, check, span);
}

/** What of it is so now. */
export async function standingOf(reading: Reading, check: AlertCheck, span: Span): Promise<readonly Finding[]> {
  return (await findingsOf(reading, check, span)).filter(({ isOver }) => !isOver);
}

/** null: its last 30 days are known. */
export const noHistoryOf = ({ kind }: Readonly<{ kind: AlertKind }>): NoHistory | null => KINDS[kind].noHistory;
