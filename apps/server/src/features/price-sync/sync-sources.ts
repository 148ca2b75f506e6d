/**
 * The two syncs as rows of a change: provider models from the catalogue, custom names from their base models.
 * Time    compared with the prices in force when they begin, so that the same sync twice changes nothing.
 * Errors  INVALID_INPUT for a choice of a base that is none.
 */
import { type BaseChoice, type ChangeSource as ChangeSourceInput, fieldProblem } from "@ratecard/contract";
import {
  type CustomMapping,
  customNameRows,
  isBase,
  type PricedBase,
  providerPriceRows,
  type SyncRow,
} from "@ratecard/discovery";
import { termsToJson } from "@ratecard/pricing";
import type { Transaction } from "@ratecard/prisma";
import type { ChangeSource } from "#server/changes/change-source";
import { type BaseJson, inSlices, type SourceRow } from "#server/changes/decide-changes";
import { type Reading, standingOf } from "#server/changes/reading";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";

const SYNC = { action: "prices.sync", through: "sync" } as const;

export const providerPricesSource = (): ChangeSource => ({
  ...SYNC,
  kind: "provider-prices",
  batchKind: "sync-provider",
  details: { kind: "providers" },
  nameFor: () => "Provider prices",
  rows: async (reading) => {
    const { entries, prices, second, at, thenOf } = reading;
    const then = [...entries.keys()].sort().flatMap((model) => thenOf(model) ?? []);
    const { catalog, settings } = prices;
    return (await inSlices(providerPriceRows({ entries: then, catalog, second, settings, at }))).map(sourceRow);
  },
});

type CustomNames = Extract<ChangeSourceInput, { kind: "custom-names" }>;

export const customNamesSource = ({ db }: ActingContext, { choices }: CustomNames): ChangeSource => ({
  ...SYNC,
  kind: "custom-names",
  batchKind: "sync-custom",
  details: { kind: "custom" },
  nameFor: () => "Custom names",
  rows: async (reading) => {
    const rows = await inSlices(rowsOf(reading, await findMappings(db.prisma), choices));
    checkChoices(choices, rows);
    return rows.map(sourceRow);
  },
});

const rowsOf = (reading: Reading, mappings: readonly CustomMapping[], choices: readonly BaseChoice[]) => {
  const { prices, second, at, from } = reading;
  const { book, catalog, settings } = prices;
  return customNameRows({
    mappings,
    choices: new Map(choices.map(({ model, base }) => [model, baseOf(base)])),
    book,
    catalog,
    second,
    settings,
    at,
    standingOf: (model, provider) => standingOf(reading, { model, provider, from, newModel: null }),
  });
};

const baseOf = ({ model, provider }: BaseChoice["base"]) => ({ model, provider: provider ?? undefined });

function checkChoices(choices: readonly BaseChoice[], rows: readonly SyncRow[]): void {
  const bases = new Map(rows.map(({ model, bases: own }) => [model, own]));
  const wrong = choices.filter(({ model, base }) => !bases.get(model)?.some((each) => isBase(each, baseOf(base))));
  if (wrong.length === 0) return;
  const issues = wrong.map(({ model }) => {
    const known = bases.get(model)?.map((base) => (base.provider ? `${base.provider}: ${base.model}` : base.model));
    const field = `choices.${model}`;
    return known ? fieldProblem(field, "no-such-base", { known }) : fieldProblem(field, "not-a-custom-name");
  });
  throw new DomainError("INVALID_INPUT", { issues });
}

/** Active mappings of active servers, as discovery reviews them. */
async function findMappings(db: Pick<Transaction, "customModel">): Promise<readonly CustomMapping[]> {
  const rows = await db.customModel.findMany({ where: { isActive: true, server: { isActive: true } } });
  return rows.map(({ customName, serverId, actualModel, provider }) => ({
    customName,
    serverId,
    actualModel,
    provider: provider ?? undefined,
  }));
}

const sourceRow = ({ base, bases, ...row }: SyncRow): SourceRow => ({
  ...row,
  base: base ? baseJson(base) : null,
  bases: bases.map(baseJson),
});

const baseJson = ({ model, provider, source, key, terms }: PricedBase): BaseJson => ({
  model,
  provider: provider ?? null,
  source: source ?? null,
  key: key ?? null,
  terms: terms ? termsToJson(terms) : null,
});
