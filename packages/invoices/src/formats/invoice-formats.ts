/** The exports of costs that are known, by the bare names of their columns. */
import { billsModel, type InvoiceFormat, type InvoiceSum } from "@ratecard/contract";
import type { ReadLines } from "../billed-line";
import { readAnthropicConsole, readAnthropicCosts } from "./anthropic-costs";
import { readAwsCur } from "./aws-cur";
import { readAzureCosts } from "./azure-costs";
import { readFocus } from "./focus";
import { readGcpBilling } from "./gcp-billing";
import { readOpenaiCosts } from "./openai-costs";
import { readOpenrouterActivity } from "./openrouter-activity";
import { bareNames } from "./row-cells";

export type KnownInvoice = Exclude<InvoiceFormat, "columns">;

type Format = Readonly<{
  /** All of one of these lists are there. */
  columns: readonly (readonly string[])[];
  read: ReadLines;
  /** Whose requests it bills, as the ledger names the provider; none: its lines say. */
  providers: readonly string[];
}>;

const FORMATS: Readonly<Record<KnownInvoice, Format>> = {
  "openai-costs": {
    columns: [
      ["amountvalue", "amountcurrency", "lineitem"],
      ["amount", "lineitem", "starttime"],
    ],
    read: readOpenaiCosts,
    providers: ["openai"],
  },
  "anthropic-console": {
    columns: [["usagedateutc", "costusd", "model"]],
    read: readAnthropicConsole,
    providers: ["anthropic"],
  },
  "anthropic-costs": {
    columns: [["startingat", "amount", "currency"]],
    read: readAnthropicCosts,
    providers: ["anthropic"],
  },
  "aws-cur": {
    columns: [["lineitemusagetype", "lineitemunblendedcost", "lineitemlineitemtype"]],
    read: readAwsCur,
    providers: ["bedrock", "bedrock_converse"],
  },
  "azure-costs": {
    columns: [
      ["metername", "costinbillingcurrency"],
      ["metername", "pretaxcost"],
      ["metername", "cost", "quantity"],
      ["meter", "usagedate", "cost", "currency"],
    ],
    read: readAzureCosts,
    providers: ["azure", "azure_ai"],
  },
  "gcp-billing": {
    columns: [
      ["servicedescription", "skudescription"],
      ["service", "sku", "cost"],
      ["servicedescription", "serviceid", "subtotal"],
    ],
    read: readGcpBilling,
    providers: ["vertex_ai", "gemini"],
  },
  focus: { columns: [["chargeperiodstart", "billedcost", "chargecategory"]], read: readFocus, providers: [] },
  "openrouter-activity": {
    columns: [
      ["costtotal", "modelpermaslug"],
      ["modelpermaslug", "usage", "date"],
      ["slug", "usage", "date", "requests"],
    ],
    read: readOpenrouterActivity,
    providers: ["openrouter"],
  },
};

export function recogniseInvoice(names: readonly string[]): KnownInvoice | null {
  const given = new Set(names.flatMap(bareNames));
  const known = Object.entries(FORMATS).find(([, { columns }]) =>
    columns.some((list) => list.every((name) => given.has(name))),
  );
  return (known?.[0] as KnownInvoice | undefined) ?? null;
}

/** Of bare names: a file of the format has all of one list. */
export const listsOf = (format: KnownInvoice): readonly (readonly string[])[] => FORMATS[format].columns;

export const readerOf = (format: KnownInvoice): ReadLines => FORMATS[format].read;

/** Of the days of an invoice: Google's console counts those of the Pacific, everybody else UTC. */
export function zoneOf(format: InvoiceFormat, names: readonly string[]): string {
  const isInstant = names.some((name) => bareNames(name).includes("usagestarttime"));
  return format === "gcp-billing" && !isInstant ? "America/Los_Angeles" : "UTC";
}

/** Whose requests an invoice bills, as its format or its lines say; none: nobody knows. */
export function providersOf(format: InvoiceFormat, sums: readonly InvoiceSum[]): readonly string[] {
  if (format === "columns") return [];
  const { providers } = FORMATS[format];
  if (providers.length > 0) return providers;
  const billed = new Set(sums.flatMap(({ kind, provider }) => (billsModel(kind) ? [provider] : [])));
  const families = Object.values(FORMATS).map((each) => each.providers);
  return [...billed].flatMap((provider) => families.find((family) => family.includes(provider)) ?? [provider]);
}
