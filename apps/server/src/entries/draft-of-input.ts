/**
 * What an entry will say after an edit, or why it cannot.
 * Units   decimal strings in, terms out. Errors: issues name the field, the problem and the remedy; none thrown.
 * Source  a missing price per request is filled by the typical formula, and a notice says so.
 */
import { type Entry, type EntryDraft, sameTerms } from "@ratecard/changes";
import { describePriceProblems, fieldProblem, type FieldProblem, type PriceInput } from "@ratecard/contract";
import { compare, formatUsd, parseUsd, type PicoUsd } from "@ratecard/money";
import {
  boundProblems,
  type CostSettings,
  DEFAULT_MODEL,
  isPricedByCounts,
  perRequestToStore,
  type PriceTerms,
  providerOfName,
  TERM_FIELDS,
  type TermField,
  termsFromJson,
  termsToJson,
} from "@ratecard/pricing";

export type DraftRead =
  | Readonly<{ ok: true; draft: EntryDraft; notices: readonly string[] }>
  | Readonly<{ ok: false; issues: readonly FieldProblem[] }>;

/** `edit`: fields left out stay. `replace`: prices left out are absent; the rest stays. */
export type EditMode = "edit" | "replace";

export function draftOfInput(
  model: string,
  entry: Entry | undefined,
  input: PriceInput,
  mode: EditMode,
  settings: CostSettings,
): DraftRead {
  const read = termsOfInput(input, mode === "edit" ? entry?.terms : undefined);
  if (!read.ok) return read;
  const bounds = newBoundProblems(read.terms, entry);
  if (bounds.length > 0) return { ok: false, issues: bounds };
  const filled = withPerRequest(read.terms, settings);
  if (!filled.ok) return filled;
  const { terms, notices } = filled;
  const flags = flagsOf(entry ?? { provider: providerOf(model), isCustom: false, isActive: true, notes: null }, input);
  const { provider } = flags;
  if (provider === undefined) return NO_PROVIDER;
  const isPlaceholder = isPlaceholderAfter(entry, terms, input);
  return {
    ok: true,
    draft: { model, terms, ...flags, isPlaceholder, ...baseOf(entry, terms, input), provider },
    notices,
  };
}

type TermsRead = Readonly<{ ok: true; terms: PriceTerms }> | Readonly<{ ok: false; issues: readonly FieldProblem[] }>;

/** The price that an input names; of its fields that are left out, what stands. */
export function termsOfInput(input: Partial<Pick<PriceInput, TermField>>, standing?: PriceTerms): TermsRead {
  const named = TERM_FIELDS.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]] as const]));
  const read = termsFromJson({ ...(standing && termsToJson(standing)), ...Object.fromEntries(named) });
  return read.ok ? read : { ok: false, issues: describePriceProblems(read.problems) };
}

/** Bounds that stand already, written by SQL perhaps, are no reason to refuse another edit. */
function newBoundProblems(terms: PriceTerms, entry: Entry | undefined): readonly FieldProblem[] {
  const stood = new Set(entry ? boundProblems(entry.terms).map(({ path, problem }) => `${path} ${problem}`) : []);
  const added = boundProblems(terms).filter(({ path, problem }) => !stood.has(`${path} ${problem}`));
  return describePriceProblems(added);
}

/** Everything of an entry but its prices: given, else as it stands. An empty note is none. */
const flagsOf = (standing: Standing, input: PriceInput) => ({
  provider: input.provider ?? standing.provider,
  isCustom: input.isCustom ?? standing.isCustom,
  isActive: input.isActive ?? standing.isActive,
  notes: (input.notes === undefined ? standing.notes : input.notes) || null,
  pinnedBy: standing.pinnedBy ?? null,
});

type Standing = Readonly<{ provider: string | undefined }> &
  Pick<EntryDraft, "isCustom" | "isActive" | "notes" | "pinnedBy">;

type CopyBase = Pick<EntryDraft, "copiedFrom" | "copiedFromProvider">;

/** A price that somebody changes is no copy any more, unless the edit names the base; whatever else changes keeps it. */
function baseOf(entry: Entry | undefined, terms: PriceTerms, input: PriceInput): CopyBase {
  const { copiedFrom, copiedFromProvider } = input;
  if (copiedFrom !== undefined) {
    return { copiedFrom, copiedFromProvider: copiedFrom === null ? null : (copiedFromProvider ?? null) };
  }
  if (!entry || !sameTerms(entry.terms, terms)) return { copiedFrom: null, copiedFromProvider: null };
  return { copiedFrom: entry.copiedFrom ?? null, copiedFromProvider: entry.copiedFromProvider ?? null };
}

/** A price that somebody changes stands for none, unless the edit says so; whatever else changes leaves it as it is. */
function isPlaceholderAfter(entry: Entry | undefined, terms: PriceTerms, { isPlaceholder }: PriceInput): boolean {
  if (typeof isPlaceholder === "boolean") return isPlaceholder;
  return entry?.isPlaceholder === true && sameTerms(entry.terms, terms);
}

const refused = (issue: FieldProblem) => ({ ok: false, issues: [issue] }) as const;

const NO_PROVIDER = refused(fieldProblem("provider", "no-provider"));

const providerOf = (model: string) => (model === DEFAULT_MODEL ? DEFAULT_MODEL : providerOfName(model)?.provider);

/** What the column holds at most, USD per request. */
const MOST_PER_REQUEST = parseUsd("1000000");

type Filled = Readonly<{ ok: true; terms: PriceTerms; notices: readonly string[] }> | Extract<DraftRead, { ok: false }>;

function withPerRequest(terms: PriceTerms, settings: CostSettings): Filled {
  if (terms.perRequest !== undefined) return isTooDear(terms.perRequest) ? TOO_DEAR : { ok: true, terms, notices: [] };
  const typical = perRequestToStore(terms, settings);
  if (typical === undefined) {
    if (isPricedByCounts(terms)) return { ok: true, terms, notices: [] };
    return refused(fieldProblem("perRequest", "no-price-per-request"));
  }
  if (isTooDear(typical)) return TOO_DEAR;
  const { typicalInputTokens, typicalOutputTokens } = settings;
  const notice = `perRequest was missing and is filled by the typical formula (${typicalInputTokens} input and ${typicalOutputTokens} output tokens): ${formatUsd(typical)}`;
  return { ok: true, terms: { ...terms, perRequest: typical }, notices: [notice] };
}

const isTooDear = (amount: PicoUsd) => MOST_PER_REQUEST.ok && compare(amount, MOST_PER_REQUEST.value) > 0;
const TOO_DEAR = refused(fieldProblem("perRequest", "request-too-dear"));
