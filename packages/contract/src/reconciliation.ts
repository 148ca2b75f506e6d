/**
 * Invoices and cost exports that are compared with the ledger: whoever has the file reads it, and sends its sums.
 * Units   costs as decimal text in the invoice's currency; quantities are tokens. Time: days of the invoice's zone, both ends included.
 */
import { z } from "zod";
import { PlainName } from "./access";
import { ChangeLedgerZone } from "./ledger-zone";
import { Name } from "./name";
import { isPrintableOnLines } from "./printable";
import { zodMessage } from "./problems/zod-problems";
import { GivenReason } from "./reason";
import { Day } from "./spend";

/** In the order in which they are looked for; `columns` is any file whose columns somebody maps. */
export const INVOICE_FORMATS = [
  "openai-costs",
  "anthropic-console",
  "anthropic-costs",
  "aws-cur",
  "azure-costs",
  "gcp-billing",
  "focus",
  "openrouter-activity",
  "columns",
] as const;
export type InvoiceFormat = (typeof INVOICE_FORMATS)[number];

/** What a column of any other file may be taken as. */
export const INVOICE_FIELDS = [
  "day",
  "lastDay",
  "model",
  "cost",
  "currency",
  "provider",
  "kind",
  "quantity",
  "promptTokens",
  "completionTokens",
] as const;
export type InvoiceField = (typeof INVOICE_FIELDS)[number];

/** A column of the file -> the field it is taken as; null: not taken. */
export type InvoiceColumns = Readonly<Record<string, InvoiceField | null>>;

/**
 * What a line bills. `all`: whatever the model consumed. `input` and `output` are without the parts that have lines of their own.
 * `not-usage`: taxes, credits, fees; its `model` says what it is. `other-service`: of a service without models, whose name is its `model`;
 * it is counted and left out of the comparison.
 */
export const BILLED_KINDS = [
  "all",
  "input",
  "output",
  "cacheRead",
  "cacheWrite",
  "cacheWrite1h",
  "reasoning",
  "audioInput",
  "audioOutput",
  "imageInput",
  "imageOutput",
  "videoInput",
  "videoOutput",
  "not-usage",
  "other-service",
] as const;
export type BilledKind = (typeof BILLED_KINDS)[number];

/** Whether its `model` is one. */
export const billsModel = (kind: BilledKind): boolean => kind !== "not-usage" && kind !== "other-service";

/** A call of so many is below ten megabytes. */
export const MOST_INVOICE_SUMS = 30_000;
const MOST_PROVIDERS = 200;
const MOST_COLUMNS = 100;
const LARGEST = Number.MAX_SAFE_INTEGER;
const DIGEST = /^[0-9a-f]{64}$/;
/** What is read of a file, times a unit as 1M: Azure counts with 20 decimals, OpenAI's costs have 30. */
const AMOUNT = /^-?\d{1,40}(\.\d{1,70})?$/;
const DECIMALS = { least: 0, most: 70, of: "decimals" };
const RATE = /^(?=.*[1-9])\d{1,9}(\.\d{1,12})?$/;
const CURRENCY = /^[A-Z]{3}$/;

export const LONGEST_INVOICE_TEXT = 1000;
const Text = z
  .string(zodMessage("wrong-type", { expected: "text" }))
  .max(LONGEST_INVOICE_TEXT, zodMessage("too-long", { most: LONGEST_INVOICE_TEXT }))
  .refine(isPrintableOnLines, zodMessage("unprintable"));
const Whole = z.int(zodMessage("not-in-range", { least: 0, most: LARGEST, of: "lines or bytes" })).min(0);
const Id = z.uuid(zodMessage("not-an-id", { of: "a reconciliation" }));
/** Whose requests are compared; none: all. */
const Providers = z.array(Name.or(z.literal(""))).max(MOST_PROVIDERS);

/** `lines`: of the file. `decimals`: the most that a cost of them has. `cost` null: billed in another sum; `quantity` null: not stated. */
export const InvoiceSum = z
  .strictObject({
    day: Day,
    lastDay: Day,
    provider: Text,
    model: Text,
    kind: z.enum(BILLED_KINDS, zodMessage("not-one-of", { options: BILLED_KINDS })),
    lines: Whole,
    quantity: z.string().regex(AMOUNT, zodMessage("not-an-amount")).nullable(),
    cost: z.string().regex(AMOUNT, zodMessage("not-an-amount")).nullable(),
    decimals: z
      .int(zodMessage("not-in-range", DECIMALS))
      .min(0)
      .max(DECIMALS.most, zodMessage("not-in-range", DECIMALS)),
  })
  .refine(({ day, lastDay }) => day <= lastDay, { path: ["lastDay"], error: zodMessage("last-day-before-day") });
export type InvoiceSum = z.output<typeof InvoiceSum>;

/** What is summed up is there once. */
function refuseRepeated(sums: readonly InvoiceSum[], ctx: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { day, lastDay, provider, model, kind }] of sums.entries()) {
    const key = JSON.stringify([day, lastDay, provider, model, kind]);
    if (seen.has(key)) return ctx.addIssue({ code: "custom", path: [index], message: zodMessage("named-twice") });
    seen.add(key);
  }
}

/** How a file that is not known was taken: its columns that were taken, and whether a comma is before the decimals. */
export const TakenColumns = z.strictObject({
  columns: z
    .record(Text, z.enum(INVOICE_FIELDS, zodMessage("not-one-of", { options: INVOICE_FIELDS })))
    .refine(
      (columns) => Object.keys(columns).length <= MOST_COLUMNS,
      zodMessage("too-many", { most: MOST_COLUMNS, of: "columns" }),
    ),
  isComma: z.boolean(),
});
export type TakenColumns = z.output<typeof TakenColumns>;

/** On which terms an invoice was compared, to offer the same for the next one like it. `taken` null: the file was known. */
export type RememberedInvoice = Readonly<{
  format: InvoiceFormat;
  taken: TakenColumns | null;
  zone: string;
  providers: readonly string[];
  currency: string;
  fileName: string;
  createdAt: string;
}>;

/** `taken`: of the format `columns`. `usdPerUnit`: of another currency, what one of it is in USD. */
export const AddReconciliation = z
  .strictObject({
    fileName: PlainName,
    fileBytes: Whole,
    fileLines: Whole,
    digest: z.string().regex(DIGEST, zodMessage("not-a-digest")),
    format: z.enum(INVOICE_FORMATS, zodMessage("not-one-of", { options: INVOICE_FORMATS })),
    taken: TakenColumns.nullable().default(null),
    currency: z.string().regex(CURRENCY, zodMessage("not-a-currency")),
    usdPerUnit: z.string().trim().regex(RATE, zodMessage("not-a-currency-rate")).nullable().default(null),
    zone: ChangeLedgerZone.shape.zone.default("UTC"),
    providers: z
      .array(Name.or(z.literal("")))
      .max(MOST_PROVIDERS)
      .default([]),
    sums: z
      .array(InvoiceSum)
      .min(1, zodMessage("empty-list", { of: "sum" }))
      .max(MOST_INVOICE_SUMS, zodMessage("too-many", { most: MOST_INVOICE_SUMS, of: "sums" }))
      .superRefine(refuseRepeated),
  })
  .superRefine(({ currency, usdPerUnit }, ctx) => {
    if (currency === "USD" || usdPerUnit !== null) return;
    ctx.addIssue({ code: "custom", path: ["usdPerUnit"], message: zodMessage("no-currency-rate", { currency }) });
  });
export type AddReconciliation = z.output<typeof AddReconciliation>;

export const OneReconciliation = z.strictObject({ id: Id });
export type OneReconciliation = z.output<typeof OneReconciliation>;

/** As the ledger stands now, and with the requests of these providers from now on, where they are given. */
export const CompareAgain = OneReconciliation.extend({ providers: Providers.optional() });
export type CompareAgain = z.output<typeof CompareAgain>;

/** Of one model as the comparison names it. */
export const ReconciledModel = OneReconciliation.extend({ model: Text });
export type ReconciledModel = z.output<typeof ReconciledModel>;

/** What a name of invoices is in the ledger, remembered for all of them; `model` null: forgotten again. */
export const MapInvoiceName = OneReconciliation.extend({ name: Name, model: Name.nullable() });
export type MapInvoiceName = z.output<typeof MapInvoiceName>;

export const RemoveReconciliation = OneReconciliation.extend({ reason: GivenReason });
export type RemoveReconciliation = z.output<typeof RemoveReconciliation>;
