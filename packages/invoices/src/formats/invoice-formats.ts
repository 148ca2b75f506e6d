/** The exports of costs that are known, by the bare names of their columns. */
import type { InvoiceFormat } from "@ratecard/contract";
import type { ReadLines } from "../billed-line";
import { readAnthropicConsole, readAnthropicCosts } from "./anthropic-costs";
import { readAwsCur } from "./aws-cur";
import { readAzureCosts } from "./azure-costs";
import { readGcpBilling } from "./gcp-billing";
import { readOpenaiCosts } from "./openai-costs";
import { readOpenrouterActivity } from "./openrouter-activity";
import { bareName } from "./row-cells";

export type KnownInvoice = Exclude<InvoiceFormat, "columns">;

type Format = Readonly<{
  /** All of one of these lists are there. */
  columns: readonly (readonly string[])[];
  read: ReadLines;
  /** Whose requests it bills, as the ledger names the provider. */
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
    ],
    read: readAzureCosts,
    providers: ["azure", "azure_ai"],
  },
  "gcp-billing": {
    columns: [
      ["servicedescription", "skudescription"],
      ["service", "sku", "cost"],
    ],
    read: readGcpBilling,
    providers: ["vertex_ai", "gemini"],
  },
  "openrouter-activity": {
    columns: [
      ["costtotal", "modelpermaslug"],
      ["modelpermaslug", "usage", "date"],
    ],
    read: readOpenrouterActivity,
    providers: ["openrouter"],
  },
};

export function recogniseInvoice(names: readonly string[]): KnownInvoice | null {
  const given = new Set(names.map(bareName));
  const known = Object.entries(FORMATS).find(([, { columns }]) =>
    columns.some((list) => list.every((name) => given.has(name))),
  );
  return (known?.[0] as KnownInvoice | undefined) ?? null;
}

export const readerOf = (format: KnownInvoice): ReadLines => FORMATS[format].read;

/** Whose requests an invoice of the format bills; none: nobody knows. */
export const providersOf = (format: InvoiceFormat): readonly string[] =>
  format === "columns" ? [] : FORMATS[format].providers;
