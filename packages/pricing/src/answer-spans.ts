/**
 * What the price chain answers to one name over some time, by two states of the prices: in spans within which
 * the second one stays, or stays the same as the first.
 * Time    epoch ms UTC, [from, until).
 * Rules   two answers are the same where they come to the same price: a later snapshot of the catalogue that says the same is none.
 */
import { ALL_PROVIDERS, type CostSettings } from "./cost-result";
import { diffTerms } from "./diff-terms";
import type { CasePrices } from "./price-cases";
import type { Resolution } from "./resolution";
import { resolve } from "./resolve";
import { stableWindow } from "./stable-window";

type AskedName = Readonly<{ model: string; provider: string | undefined }>;

/** A name as it was sent, and as it is asked for afterwards: another model's price may be the question. */
export type AskedNames = Readonly<{ before: AskedName; after: AskedName }>;

export type AnswerSpan = Readonly<{
  from: number;
  until: number;
  /** At its beginning; where it is the same as before, it may change within the span. */
  after: Resolution;
  isSame: boolean;
}>;

export function answerSpans(
  before: CasePrices,
  after: CasePrices,
  names: AskedNames,
  period: Readonly<{ from: number; until: number }>,
): readonly AnswerSpan[] {
  const spans: AnswerSpan[] = [];
  let from = period.from;
  while (from < period.until) {
    const [old, next] = [answerAt(before, names.before, from), answerAt(after, names.after, from)];
    const until = Math.min(period.until, old.until, next.until);
    const isSame =
      isSameAnswer(old.found, next.found) &&
      !isAdjustedAnew(before.settings.adjustments, after.settings.adjustments, next.found.provider);
    const last = spans.at(-1);
    // A new snapshot of the catalogue, or another entry's window, that says the same goes on.
    if (last?.isSame === isSame && (isSame || isSameAnswer(last.after, next.found)))
      spans[spans.length - 1] = { ...last, until };
    else spans.push({ from, until, after: next.found, isSame });
    from = until;
  }
  return spans;
}

function answerAt({ book, catalog, settings }: CasePrices, name: AskedName, at: number) {
  const found = resolve(book, catalog, { ...name, at }, settings.onUnpriced);
  return { found, until: stableWindow(book, catalog, name.model, at).until };
}

export function isSameAnswer(before: Resolution, after: Resolution): boolean {
  if (before.source !== after.source) return false;
  if ("version" in before && "version" in after) return before.version.versionId === after.version.versionId;
  if (!("hit" in before) || !("hit" in after)) return true;
  return (
    before.hit.key === after.hit.key &&
    (before.terms === after.terms || diffTerms(before.terms, after.terms).length === 0)
  );
}

type Adjustments = CostSettings["adjustments"];

/** Which ones hold is looked at no further: whoever is asked about has changed. */
export const isAdjustedAnew = (before: Adjustments, after: Adjustments, provider: string | undefined): boolean =>
  before !== after &&
  [ALL_PROVIDERS, ...(provider === undefined ? [] : [provider])].some((name) => before?.get(name) !== after?.get(name));

/** A discount or margin of the provider begins or ends within the span. */
export const isAdjustedWithin = (
  adjustments: Adjustments,
  provider: string | undefined,
  { from, until }: Readonly<{ from: number; until: number }>,
): boolean =>
  [ALL_PROVIDERS, ...(provider === undefined ? [] : [provider])]
    .flatMap((name) => adjustments?.get(name) ?? [])
    .flatMap(({ validFrom, validUntil }) => [validFrom, validUntil])
    .some((boundary) => boundary !== undefined && boundary !== null && boundary > from && boundary < until);
