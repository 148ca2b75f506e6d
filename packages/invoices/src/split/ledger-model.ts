/** What the ledger has booked for one name in the invoice's days, and its cost by kind of token. Units: pico-USD; tokens. */
import type { BilledKind } from "@ratecard/contract";
import { add, type PicoUsd, ZERO } from "@ratecard/money";
import type { LedgerName } from "../match/match-names";
import { sharesOf } from "./amounts";
import type { BookedKind } from "./split-model";

export type LedgerModel = LedgerName &
  Readonly<{
    costUsd: PicoUsd;
    /** What its requests of these days are booked at on other days: late, corrected, or of another zone's day. */
    elsewhereUsd: PicoUsd;
    /** Priced by the default, or a placeholder. */
    guessedUsd: PicoUsd;
    /** Each kind without its parts. */
    tokens: ReadonlyMap<BilledKind, bigint>;
    /** pico-USD a token, of the price that most of it was booked at. */
    rates: ReadonlyMap<BilledKind, bigint>;
  }>;

/** By kind: the booked cost is shared in the proportions of the price; without one in those of the tokens. */
export function bookedKinds(models: readonly LedgerModel[]): ReadonlyMap<BilledKind, BookedKind> {
  const kinds = new Map<BilledKind, BookedKind>();
  for (const model of models) {
    const cost = add(model.costUsd, model.elsewhereUsd);
    const shares = sharesByKind(cost, model);
    const named = new Set<BilledKind>([...model.tokens.keys(), ...model.rates.keys(), ...shares.keys()]);
    for (const kind of named) {
      const known = kinds.get(kind) ?? { tokens: 0n, usd: ZERO, rate: model.rates.get(kind) ?? 0n };
      kinds.set(kind, {
        tokens: known.tokens + (model.tokens.get(kind) ?? 0n),
        usd: add(known.usd, shares.get(kind) ?? ZERO),
        rate: known.rate,
      });
    }
  }
  return kinds;
}

function sharesByKind(cost: PicoUsd, { tokens, rates }: LedgerModel): ReadonlyMap<BilledKind, PicoUsd> {
  const priced = new Map([...tokens].map(([kind, count]) => [kind, count * (rates.get(kind) ?? 0n)] as const));
  const byPrice = sharesOf(cost, priced);
  if (byPrice.size > 0) return byPrice;
  const byTokens = sharesOf(cost, tokens);
  return byTokens.size > 0 ? byTokens : new Map([["all", cost]]);
}
