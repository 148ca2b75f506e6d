/**
 * Why a price must be confirmed one by one before it is written.
 *
 * Units   `before` and `after` as in term-differences.ts.
 * Source  discovery.md "Confirm": moves of 10 times, to or from zero, unit suspects. Of real price edits moving that far, most
 *         were unit mistakes. A token price that goes away changes how requests are charged, so it counts too.
 */
import { type PicoUsd, type RatePerToken, rateToPico, toPico } from "@ratecard/money";
import { COLUMN_KINDS, type PriceTerms, type TokenKind } from "@ratecard/pricing";
import type { Evidence } from "./suggestion";
import { type UnitFactor, unitFactor } from "./unit-factor";

type MoveKind = "tenfold" | "zero-crossing" | "token-price-removed";

export type QuarantineReason =
  | Readonly<{ kind: MoveKind; field: "perRequest" | TokenKind }>
  | Readonly<{ kind: "unit-suspect"; factor: UnitFactor; references: readonly Evidence[] }>;

export type PriceReference = Readonly<{ evidence: Evidence; terms: PriceTerms }>;

const FAR_TIMES = 10n;

/** `before` is what prices the model now, by whatever rung; undefined when nothing but the default does. */
export function quarantineReasons(
  before: PriceTerms | undefined,
  after: PriceTerms,
  references: readonly PriceReference[],
): readonly QuarantineReason[] {
  return [...(before ? moves(before, after) : []), ...unitSuspects(after, references)];
}

function moves(before: PriceTerms, after: PriceTerms): QuarantineReason[] {
  const reasons: QuarantineReason[] = [];
  for (const kind of COLUMN_KINDS) {
    const move = moveOf(picoOfRate(before.rates[kind]), picoOfRate(after.rates[kind]));
    if (move) reasons.push({ kind: move, field: kind });
    const isText = kind === "input" || kind === "output";
    if (isText && before.rates[kind] !== undefined && after.rates[kind] === undefined) {
      reasons.push({ kind: "token-price-removed", field: kind });
    }
  }
  const move = moveOf(picoOf(before.perRequest), picoOf(after.perRequest));
  if (move) reasons.push({ kind: move, field: "perRequest" });
  return reasons;
}

function moveOf(old: bigint | undefined, next: bigint | undefined): "tenfold" | "zero-crossing" | undefined {
  if (old === undefined || next === undefined || old === next) return undefined;
  if (old === 0n || next === 0n) return "zero-crossing";
  return old >= FAR_TIMES * next || next >= FAR_TIMES * old ? "tenfold" : undefined;
}

/** Two references must say so, where there are two. */
function unitSuspects(after: PriceTerms, references: readonly PriceReference[]): QuarantineReason[] {
  const judged = references.map(({ evidence, terms }) => ({ evidence, factor: unitFactor(after, terms) }));
  const needed = Math.min(2, judged.length);
  for (const { factor } of judged) {
    if (factor === undefined) continue;
    const agreeing = judged.filter((other) => other.factor === factor);
    if (agreeing.length >= needed) {
      return [{ kind: "unit-suspect", factor, references: [...new Set(agreeing.map(({ evidence }) => evidence))] }];
    }
  }
  return [];
}

const picoOfRate = (rate: RatePerToken | undefined) => (rate === undefined ? undefined : rateToPico(rate));
const picoOf = (amount: PicoUsd | undefined) => (amount === undefined ? undefined : toPico(amount));
