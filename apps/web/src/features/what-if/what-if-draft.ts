/** A what-if as it stands in the URL, and what is asked of the server. Units: prices in USD per 1,000,000 tokens as typed. */
import { WhatIfQuestion } from "@ratecard/contract";
import { RATE_FIELDS, type TermsJson } from "@ratecard/pricing";
import { z } from "zod";
import { FILTERS_IN_URL } from "#web/components/filters/filters-in-url";
import { MONEY_FIELDS } from "#web/components/money-fields";
import { PeriodSearch } from "#web/components/period-picker";
import {
  emptyDraft,
  type TermsDraft,
  termsChanges,
  termsProblems,
  withTerms,
} from "#web/components/price-form/terms-draft";
import type { RouterInputs, RouterOutputs } from "#web/trpc";

export const CHANGE_KINDS = ["prices", "models", "adjustment", "catalog"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  prices: "Other prices",
  models: "Another model",
  adjustment: "Discount or margin",
  catalog: "Another catalogue",
};

export type WhatIfResult = RouterOutputs["whatIf"]["result"];
export type Question = RouterInputs["whatIf"]["ask"];

const Rates = z.partialRecord(z.enum(RATE_FIELDS), z.string());
const Bounds = z.array(
  z.object({
    key: z.number(),
    aboveTokens: z.string().optional(),
    fromTokens: z.string().optional(),
    toTokens: z.string().optional(),
    rates: Rates,
  }),
);

/** `id`: which row of the form it is. `texts`: those that are not empty. */
const PriceDraft = z.object({
  id: z.number(),
  model: z.string(),
  texts: z.partialRecord(z.enum(MONEY_FIELDS), z.string()),
  thresholds: Bounds.optional(),
  tiers: Bounds.optional(),
});
export type PriceDraft = z.output<typeof PriceDraft>;
const ModelDraft = z.object({ id: z.number(), model: z.string(), as: z.string() });
export type ModelDraft = z.output<typeof ModelDraft>;
const AdjustmentDraft = z.object({
  provider: z.string(),
  discountPercent: z.string(),
  marginPercent: z.string(),
  fixedMarginUsd: z.string(),
});
export type AdjustmentDraft = z.output<typeof AdjustmentDraft>;

export const NO_PRICE: PriceDraft = { id: 0, model: "", texts: {} };
export const NO_MODEL: ModelDraft = { id: 0, model: "", as: "" };
const NO_ADJUSTMENT: AdjustmentDraft = { provider: "", discountPercent: "", marginPercent: "", fixedMarginUsd: "" };

const { model, provider, team } = FILTERS_IN_URL;

export const WhatIfSearch = z.object({
  ...PeriodSearch.shape,
  model,
  provider,
  team,
  kind: z.enum(CHANGE_KINDS).catch("prices"),
  prices: z.array(PriceDraft).min(1).catch([NO_PRICE]),
  models: z.array(ModelDraft).min(1).catch([NO_MODEL]),
  adjustment: AdjustmentDraft.catch(NO_ADJUSTMENT),
  snapshot: z.union([z.string(), z.number()]).transform(String).catch(""),
});
export type WhatIfSearch = z.output<typeof WhatIfSearch>;

/** null while it is not complete or not sound. */
export function questionOf(search: WhatIfSearch, range: Readonly<{ from: string; to: string }>): Question | null {
  const filters = Object.fromEntries(
    (["model", "provider", "team"] as const).flatMap((by) => (search[by].length > 0 ? [[by, search[by]]] : [])),
  );
  const question = { from: range.from, to: range.to, ...filters, change: changeOf(search) };
  return WhatIfQuestion.safeParse(question).success ? (question as Question) : null;
}

function changeOf({ kind, prices, models, adjustment, snapshot }: WhatIfSearch): unknown {
  switch (kind) {
    case "prices":
      return { kind, prices: prices.map(priceOf) };
    case "models":
      return { kind, models: models.map((each) => ({ model: each.model.trim(), as: each.as.trim() })) };
    case "adjustment": {
      const { provider: name, ...texts } = adjustment;
      const given = Object.entries(texts).filter(([, text]) => text.trim() !== "");
      return { kind, provider: name.trim(), terms: given.length === 0 ? null : Object.fromEntries(given) };
    }
    case "catalog":
      return { kind, snapshotId: snapshot };
  }
}

/** The form as it asks a kept question. What it has no fields for, as service tiers by a program, is in the question only. */
export function searchOf({ from, to, change, ...names }: WhatIfResult["question"]): WhatIfSearch {
  return WhatIfSearch.parse({ period: "custom", from, to, ...names, kind: change.kind, ...fieldsOf(change) });
}

function fieldsOf(change: WhatIfResult["question"]["change"]): Partial<WhatIfSearch> {
  switch (change.kind) {
    case "prices":
      return {
        prices: change.prices.map((price, id) =>
          withTermsDraft({ ...NO_PRICE, id, model: price.model }, withTerms(emptyDraft(), givenTerms(price.changes))),
        ),
      };
    case "models":
      return { models: change.models.map((each, id) => ({ id, ...each })) };
    case "adjustment": {
      const { discountPercent, marginPercent, fixedMarginUsd } = change.terms ?? {};
      const percents = { discountPercent: discountPercent ?? "", marginPercent: marginPercent ?? "" };
      return { adjustment: { provider: change.provider, ...percents, fixedMarginUsd: fixedMarginUsd ?? "" } };
    }
    case "catalog":
      return { snapshot: String(change.snapshotId) };
  }
}

/** A price that would be taken away has no field. */
const givenTerms = (changes: object): TermsJson =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null));

/** A price that nobody can read makes it no question. */
function priceOf(price: PriceDraft): unknown {
  const draft = termsDraftOf(price);
  const changes = termsChanges(draft, emptyDraft());
  const isSound = Object.keys(changes).length > 0 && Object.keys(termsProblems(draft)).length === 0;
  return isSound ? { model: price.model.trim(), changes } : null;
}

export const termsDraftOf = ({ texts, thresholds = [], tiers = [] }: PriceDraft): TermsDraft => ({
  ...emptyDraft(),
  ...texts,
  thresholds,
  tiers,
});

/** What is empty is left out, so that the address stays short. */
export const withTermsDraft = (price: PriceDraft, draft: TermsDraft): PriceDraft => ({
  id: price.id,
  model: price.model,
  texts: Object.fromEntries(MONEY_FIELDS.flatMap((field) => (draft[field] === "" ? [] : [[field, draft[field]]]))),
  ...(draft.thresholds.length > 0 && { thresholds: [...draft.thresholds] }),
  ...(draft.tiers.length > 0 && { tiers: [...draft.tiers] }),
});

/** The rows and an empty one, which no row was before. */
export const withRow = <Row extends Readonly<{ id: number }>>(rows: readonly Row[], empty: Row): Row[] => [
  ...rows,
  { ...empty, id: Math.max(...rows.map(({ id }) => id)) + 1 },
];
