/**
 * The ledger's side of a comparison: each name with its cost, its tokens and its rates in the days of the invoice, in one state.
 * Units   pico-USD; tokens; rates in pico-USD a token. Errors: INVALID_INPUT for days whose requests, which tell the prices, are no longer kept.
 */
import type { BilledKind } from "@ratecard/contract";
import type { LedgerModel } from "@ratecard/invoices";
import { add, parseSignedUsd, type PicoUsd, toPico, ZERO } from "@ratecard/money";
import {
  COUNT_FIELD,
  costOf,
  DEFAULT_COST_SETTINGS,
  type PriceTerms,
  resolve,
  TOKEN_KIND_ROWS,
  TOKEN_KINDS,
  type TokenKind,
} from "@ratecard/pricing";
import { readOneState, withConnection } from "@ratecard/prisma";
import type { PoolClient } from "pg";
import { requireKept } from "#server/ledger/kept-days";
import { readZone } from "#server/ledger/ledger-days";
import type { PricesNow } from "#server/pricing/live-prices";
import { termsOfRow } from "#server/pricing/load-price-versions";
import type { Services } from "#server/services/context";
import {
  type LedgerScope,
  type LedgerSum,
  readCorrected,
  readEdges,
  readProviders,
  readShifted,
  readSums,
} from "./ledger-rows";
import { type BookedBy, findAliases, findBookedBy, findVersionTerms } from "./price-rows";
import { type ClosedMonth, readClosedMonths } from "./month-rows";

export type ReadLedger = Readonly<{
  zone: string;
  providers: readonly string[];
  models: readonly LedgerModel[];
  months: readonly ClosedMonth[];
}>;

export const readLedger = (
  { db, prices, clock }: Pick<Services, "db" | "prices" | "clock">,
  scope: LedgerScope,
): Promise<ReadLedger> =>
  withConnection(db.pool, (client) =>
    readOneState(client, async () => {
      const { zone } = await readZone(client, clock());
      await requireKept(client, scope.from);
      const edges = await readEdges(client, scope);
      const sums = await readSums(client, scope);
      const shifted = edges.isSame ? [] : await readShifted(client, edges, scope.providers);
      const elsewhere = [...(await readCorrected(client, scope)), ...shifted];
      const names = [...new Set([...sums, ...elsewhere].map(({ model }) => model))];
      const known = await factsOf(client, names, edges, prices.now());
      const models = names.map((model) => ledgerModel(model, sums, elsewhere, known(model)));
      const providers = await readProviders(client, scope);
      return { zone, providers, models, months: await readClosedMonths(client, scope) };
    }),
  );

type Facts = Pick<LedgerModel, "alsoKnownAs" | "rates">;

async function factsOf(
  client: PoolClient,
  names: readonly string[],
  edges: Readonly<{ from: string; to: string }>,
  prices: PricesNow,
): Promise<(model: string) => Facts> {
  const booked = new Map((await findBookedBy(client, names, edges)).map((each) => [each.model, each]));
  const ids = [...booked.values()].flatMap(({ versionId }) => versionId ?? []);
  const versions = await findVersionTerms(client, [...new Set(ids)]);
  const termsById = new Map(versions.map((row) => [row.versionId, termsOfRow(row).terms]));
  const aliases = await findAliases(client);
  return (model) => {
    const by = booked.get(model);
    const actual = aliases.filter(({ name }) => name === model).map(({ actualModel }) => actualModel);
    const terms = by && (termsById.get(by.versionId ?? "") ?? termsInForce(by, prices));
    return { alsoKnownAs: [...actual, ...(by?.servedModels ?? [])], rates: terms ? ratesOf(terms) : new Map() };
  };
}

function termsInForce({ model, provider, occurredAt }: BookedBy, { book, catalog }: PricesNow): PriceTerms | null {
  const found = resolve(book, catalog, { model, provider: provider ?? undefined, at: occurredAt.getTime() });
  return found.source === "none" ? null : found.terms;
}

/** What one token of the kind costs in a short request, without the fee of a request. */
function ratesOf({ requestFee: _fee, ...terms }: PriceTerms): ReadonlyMap<BilledKind, bigint> {
  const rateOf = (kind: TokenKind): bigint => {
    const side = TOKEN_KIND_ROWS.find((row) => row.kind === kind)?.side;
    const whole = side === "beside" ? {} : { [COUNT_FIELD[side ?? "input"]]: 1 };
    return toPico(costOf(terms, { ...whole, [COUNT_FIELD[kind]]: 1 }, DEFAULT_COST_SETTINGS).total ?? ZERO);
  };
  const own = TOKEN_KINDS.filter((kind) => WITH_ANOTHER[kind] === undefined);
  return new Map(own.map((kind) => [billedKind(kind), rateOf(kind)]));
}

/** Kinds that no invoice tells apart, as cached audio or citations. */
const WITH_ANOTHER: Readonly<Partial<Record<TokenKind, BilledKind>>> = {
  cacheReadAudio: "cacheRead",
  cacheReadImage: "cacheRead",
  citation: "output",
} satisfies Record<Exclude<TokenKind, BilledKind>, BilledKind>;
const billedKind = (kind: TokenKind): BilledKind => WITH_ANOTHER[kind] ?? (kind as BilledKind);

function ledgerModel(
  model: string,
  sums: readonly LedgerSum[],
  elsewhere: readonly LedgerSum[],
  facts: Facts,
): LedgerModel {
  const own = sums.filter((sum) => sum.model === model);
  const others = elsewhere.filter((sum) => sum.model === model);
  const tokens = new Map<BilledKind, bigint>();
  for (const sum of [...own, ...others]) {
    for (const kind of TOKEN_KINDS) {
      const count = BigInt(sum[kind]);
      if (count !== 0n) tokens.set(billedKind(kind), (tokens.get(billedKind(kind)) ?? 0n) + count);
    }
  }
  return {
    model,
    ...facts,
    costUsd: total(own, "costUsd"),
    elsewhereUsd: total(others, "costUsd"),
    guessedUsd: total(own, "guessedUsd"),
    tokens,
  };
}

const total = (sums: readonly LedgerSum[], field: "costUsd" | "guessedUsd"): PicoUsd =>
  sums.reduce((added, sum) => add(added, amountOf(sum[field])), ZERO);

export function amountOf(usd: string): PicoUsd {
  const parsed = parseSignedUsd(usd);
  if (!parsed.ok) throw new Error(`The ledger has an amount that is none: ${usd}`);
  return parsed.value;
}
