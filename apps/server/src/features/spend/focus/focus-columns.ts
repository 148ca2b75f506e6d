/**
 * The columns of a FOCUS file, each with what stands in it: those that every file must have, those that say more of usage and teams,
 * and our own, which begin with `x_`.
 * Units   decimals always have a point: without one, readers take a column of whole numbers for something else. Absent is empty.
 * Rules   the ledger keeps one cost of a request, after discounts and margins, so the four costs of a row are one amount. A row holds
 *         tokens of several prices, so it has no unit price.
 */
import { COUNT_FIELDS } from "@ratecard/pricing";
import { safeCell } from "#server/entries/price-csv";
import type { Charge } from "./charge-rows";

type Cell = string | null;
type Column = (charge: Charge) => Cell;

const always = (text: string) => () => text;
const decimal = (text: string): string => (text.includes(".") ? text : `${text}.0`);
const named = (name: string): Cell => (name === "" ? null : safeCell(name));

const cost: Column = ({ costUsd }) => decimal(costUsd);
const provider: Column = (charge) => named(charge.provider) ?? UNKNOWN_PROVIDER;
const UNKNOWN_PROVIDER = "Unknown provider";

/** An id is never all digits, or a column of them would be read as numbers. */
const teamId: Column = ({ team }) => (team === "" ? null : `team/${team}`);

const capitalized = (field: string): string => field.charAt(0).toUpperCase() + field.slice(1);

export const FOCUS_COLUMNS: Readonly<Record<string, Column>> = {
  BilledCost: cost,
  BillingAccountId: always("ratecard-ledger"),
  BillingAccountName: always("Ratecard ledger"),
  BillingAccountType: always("Ledger"),
  BillingCurrency: always("USD"),
  BillingPeriodEnd: ({ monthEnd }) => monthEnd,
  BillingPeriodStart: ({ monthStart }) => monthStart,
  ChargeCategory: always("Usage"),
  // Of a month that was closed before.
  ChargeClass: ({ isCorrection }) => (isCorrection ? "Correction" : null),
  ChargeDescription: (charge) => safeCell(`${charge.model} of ${provider(charge)}, ${charge.day}`),
  ChargeFrequency: always("Usage-Based"),
  ChargePeriodEnd: ({ dayEnd }) => dayEnd,
  ChargePeriodStart: ({ dayStart }) => dayStart,
  // Nothing is committed to; rules about consumed quantities look at it.
  CommitmentDiscountStatus: () => null,
  ConsumedQuantity: ({ consumed }) => decimal(consumed),
  ConsumedUnit: ({ isTokens }) => (isTokens ? "Tokens" : "Requests"),
  ContractedCost: cost,
  EffectiveCost: cost,
  // No charge of the ledger is on an invoice of its own.
  InvoiceId: () => null,
  InvoiceIssuerName: provider,
  ListCost: cost,
  PricingCategory: always("Standard"),
  PricingQuantity: ({ priced }) => decimal(priced),
  PricingUnit: ({ isTokens }) => (isTokens ? "1000000 Tokens" : "Requests"),
  ProviderName: provider,
  PublisherName: provider,
  ServiceCategory: always("AI and Machine Learning"),
  ServiceName: always("Model calls"),
  ServiceSubcategory: always("Generative AI"),
  SubAccountId: teamId,
  SubAccountName: ({ team }) => named(team),
  SubAccountType: ({ team }) => (team === "" ? null : "Team"),
  x_Model: ({ model }) => named(model),
  x_Team: ({ team }) => named(team),
  x_PricingSource: ({ source }) => source,
  x_Requests: ({ requests }) => requests,
  x_UnpricedRequests: ({ unpricedRequests }) => unpricedRequests,
  x_Reports: ({ reports }) => reports,
  x_UnpricedReports: ({ unpricedReports }) => unpricedReports,
  x_ErrorRequests: ({ errorRequests }) => errorRequests,
  x_FlaggedRequests: ({ flaggedRequests }) => flaggedRequests,
  x_BookedCost: ({ bookedCostUsd }) => decimal(bookedCostUsd),
  ...Object.fromEntries(
    COUNT_FIELDS.map((field): [string, Column] => [`x_${capitalized(field)}`, (charge) => charge[field]]),
  ),
};
