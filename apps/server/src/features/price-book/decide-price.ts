/**
 * What an entry will say after an edit, or why it cannot.
 * Units   decimal strings in, terms out. Errors: issues name the field, the problem and the remedy; none thrown.
 * Source  interfaces.md "Price": a missing price per request is filled by the typical formula and said to be so.
 */
import { describePriceProblem, type PriceInput } from "@ratecard/contract";
import { sameTerms } from "@ratecard/discovery";
import { compare, formatUsd, type PicoUsd, parseUsd } from "@ratecard/money";
import {
  boundProblems,
  type CostSettings,
  DEFAULT_MODEL,
  isPricedByCounts,
  type PriceTerms,
  perRequestToStore,
  providerOfName,
} from "@ratecard/pricing";
import { type FieldProblem, formOfTerms, termsOfForm } from "#server/pricing/price-form";
import type { PriceToSave } from "#server/pricing/save-prices";
import type { PriceView, StoredPrice } from "./rows";

export type PriceDecision =
  | Readonly<{ ok: true; price: PriceToSave; notices: readonly string[]; isUnchanged: boolean }>
  | Readonly<{ ok: false; issues: readonly FieldProblem[] }>;

/** `edit`: fields left out stay. `replace`: prices left out are absent; the rest stays. */
export type EditMode = "edit" | "replace";

export function decidePrice(
  model: string,
  existing: StoredPrice | null,
  input: PriceInput,
  mode: EditMode,
  settings: CostSettings,
): PriceDecision {
  const read = termsOfForm(mode === "edit" && existing ? { ...formOfTerms(existing.terms), ...given(input) } : input);
  if (!read.ok) return read;
  const bounds = newBoundProblems(read.terms, existing);
  if (bounds.length > 0) return { ok: false, issues: bounds };
  const filled = withPerRequest(read.terms, settings);
  if (!filled.ok) return filled;
  const flags = flagsOf(existing?.view ?? { provider: providerOf(model), isCustom: false, isActive: true }, input);
  if (flags.provider === undefined) return NO_PROVIDER;
  const base = baseOf(existing, filled.terms, input);
  const isPlaceholder = isPlaceholderAfter(existing, filled.terms, input);
  const price: PriceToSave = { model, terms: filled.terms, ...flags, isPlaceholder, ...base, provider: flags.provider };
  const isUnchanged =
    existing !== null && isSame(existing, price) && isSameStart(existing, input.effectiveFrom ?? null);
  return { ok: true, price, notices: filled.notices, isUnchanged };
}

/** Bounds that stand already, written by SQL perhaps, are no reason to refuse another edit. */
function newBoundProblems(terms: PriceTerms, existing: StoredPrice | null): readonly FieldProblem[] {
  const stood = new Set(existing ? boundProblems(existing.terms).map(({ path, problem }) => `${path} ${problem}`) : []);
  return boundProblems(terms)
    .filter(({ path, problem }) => !stood.has(`${path} ${problem}`))
    .map(({ path, problem }) => ({ field: path, problem: describePriceProblem(problem) }));
}

/** Everything of an entry but its prices: given, else as it stands. An empty note is none. */
const flagsOf = (standing: Standing, input: PriceInput) => ({
  provider: input.provider ?? standing.provider,
  isCustom: input.isCustom ?? standing.isCustom,
  isActive: input.isActive ?? standing.isActive,
  notes: (input.notes === undefined ? standing.notes : input.notes) || null,
  pinnedBy: standing.pinnedBy ?? null,
});

type Standing = Readonly<{ provider: string | undefined; isCustom: boolean; isActive: boolean }> &
  Pick<PriceView, "notes" | "pinnedBy">;

type CopyBase = Pick<PriceToSave, "copiedFrom" | "copiedFromProvider">;

/** A price that somebody changes is no copy any more, unless the edit names the base; whatever else changes keeps it. */
function baseOf(existing: StoredPrice | null, terms: PriceTerms, input: PriceInput): CopyBase {
  const { copiedFrom, copiedFromProvider } = input;
  if (copiedFrom !== undefined) {
    return { copiedFrom, copiedFromProvider: copiedFrom === null ? null : (copiedFromProvider ?? null) };
  }
  if (!existing || !sameTerms(existing.terms, terms)) return { copiedFrom: null, copiedFromProvider: null };
  const { view } = existing;
  return { copiedFrom: view.copiedFrom ?? null, copiedFromProvider: view.copiedFromProvider ?? null };
}

/** A price that somebody changes is meant, and stands for none, unless the edit says so; whatever else changes leaves it as it is. */
function isPlaceholderAfter(existing: StoredPrice | null, terms: PriceTerms, { isPlaceholder }: PriceInput): boolean {
  if (typeof isPlaceholder === "boolean") return isPlaceholder;
  return existing !== null && existing.view.isPlaceholder === true && sameTerms(existing.terms, terms);
}

const refused = (field: string, problem: string) => ({ ok: false, issues: [{ field, problem }] }) as const;

const NO_PROVIDER = refused("provider", "is missing and the name does not tell it. Name the provider, as openai.");

const given = (input: PriceInput) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

const providerOf = (model: string) => (model === DEFAULT_MODEL ? DEFAULT_MODEL : providerOfName(model)?.provider);

/** What the column holds at most, USD per request. */
const MOST_PER_REQUEST = parseUsd("1000000");

type Filled =
  | Readonly<{ ok: true; terms: PriceTerms; notices: readonly string[] }>
  | Extract<PriceDecision, { ok: false }>;

function withPerRequest(terms: PriceTerms, settings: CostSettings): Filled {
  if (terms.perRequest !== undefined) return isTooDear(terms.perRequest) ? TOO_DEAR : { ok: true, terms, notices: [] };
  const typical = perRequestToStore(terms, settings);
  if (typical === undefined) {
    if (isPricedByCounts(terms)) return { ok: true, terms, notices: [] };
    return refused(
      "perRequest",
      "is missing and there is no token price to derive it from. Enter a price per request, or prices per token.",
    );
  }
  if (isTooDear(typical)) return TOO_DEAR;
  const { typicalInputTokens, typicalOutputTokens } = settings;
  const notice = `perRequest was missing and is filled by the typical formula (${typicalInputTokens} input and ${typicalOutputTokens} output tokens): ${formatUsd(typical)}`;
  return { ok: true, terms: { ...terms, perRequest: typical }, notices: [notice] };
}

const isTooDear = (amount: PicoUsd) => MOST_PER_REQUEST.ok && compare(amount, MOST_PER_REQUEST.value) > 0;
const TOO_DEAR = refused("perRequest", "is more than 1,000,000 USD. Check the unit: it is USD per request.");

const isSame = ({ view, terms }: StoredPrice, price: PriceToSave): boolean =>
  view.problem === undefined && saysTheSame(view, terms, price);

type Said = Readonly<{
  provider: string;
  isCustom: boolean;
  isActive: boolean;
  isPlaceholder?: boolean;
  notes?: string | null;
  copiedFrom?: string | null;
  copiedFromProvider?: string | null;
}>;

/** Whatever its time. */
export const saysTheSame = (standing: Said, terms: PriceTerms, price: PriceToSave): boolean =>
  standing.provider === price.provider &&
  standing.isCustom === price.isCustom &&
  standing.isActive === price.isActive &&
  (standing.isPlaceholder ?? false) === (price.isPlaceholder ?? false) &&
  (standing.notes ?? null) === price.notes &&
  (standing.copiedFrom ?? null) === price.copiedFrom &&
  (standing.copiedFromProvider ?? null) === price.copiedFromProvider &&
  sameTerms(terms, price.terms);

/** The price in force began at that very instant, or no instant was named. */
const isSameStart = ({ view }: StoredPrice, effectiveFrom: string | null): boolean =>
  effectiveFrom === null || Date.parse(effectiveFrom) === Date.parse(view.effectiveFrom ?? "");
