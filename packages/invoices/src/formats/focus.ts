/**
 * FOCUS, the FinOps Foundation's common form of bills, as AWS, Azure, Google Cloud and others export it. Versions 1.0 to 1.3.
 * Form    one charge a row: ChargePeriodStart, BilledCost, BillingCurrency, ChargeCategory (Usage, Purchase, Tax, Credit, Adjustment),
 *         ChargeClass Correction. What was used stands in the vendor's own words: AWS' usage type in x_UsageType, Azure's meter in
 *         x_SkuMeterName, since 1.2 both in SkuMeter; Google's SKU in ChargeDescription.
 * Units   BilledCost is what the invoice has; EffectiveCost spreads commitments and is not read. ConsumedQuantity in ConsumedUnit.
 * Source  focus.finops.org; github.com/guymano/FOCUS-Sample-Data, FOCUS-1.2
 */
import type { BilledKind } from "@ratecard/contract";
import { type Decimal, multiplyDecimals, ONE } from "@ratecard/money";
import type { Cell, ReadLines } from "../billed-line";
import { lastDayBefore, quantityIn, textIn, unitFactor } from "../cell-values";
import { isBedrock, partsOfUsage, tokensPerUnit } from "./bedrock-usage";
import { isOfModels, type Meter, partsOfMeter } from "./azure-meters";
import { isModelService, partsOfSku } from "./gcp-skus";
import { firstOf } from "./row-cells";
import { baseOf, currencyIn, fromBase, lineOf, lineOfService } from "./line-parts";

type Charge = Readonly<{
  meter: string;
  subcategory: string;
  service: string;
  description: string;
  unit: string;
  resource: string;
}>;
type Vendor = Readonly<{
  name: RegExp;
  /** As the ledger names it. */
  provider: string;
  partsOf: (charge: Charge) => Readonly<{ model: string; kind: BilledKind }> | null;
  perUnit: (charge: Charge) => Decimal | null;
  /** Whether it may be of models at all. */
  isOfModels: (charge: Charge) => boolean;
}>;

const meterOf = ({ meter, service, subcategory, unit }: Charge): Meter => ({
  name: meter,
  category: service,
  subcategory,
  unit,
});
const isOfBedrock = ({ service, description, resource }: Charge): boolean =>
  isBedrock(`${service} ${description}`, resource);
const perStated = ({ unit }: Charge): Decimal | null => (/token/i.test(unit) ? (unitFactor(unit) ?? ONE) : null);

const VENDORS: readonly Vendor[] = [
  {
    name: /aws|amazon/i,
    provider: "bedrock",
    partsOf: (charge) =>
      isOfBedrock(charge)
        ? partsOfUsage({ usageType: charge.meter, product: charge.service, resource: charge.resource })
        : null,
    isOfModels: isOfBedrock,
    perUnit: ({ meter, unit, description }) => tokensPerUnit({ usageType: meter, unit, about: description }),
  },
  {
    name: /microsoft|azure/i,
    provider: "azure",
    partsOf: (charge) => partsOfMeter(meterOf(charge)),
    isOfModels: (charge) => isOfModels(meterOf(charge)),
    perUnit: perStated,
  },
  {
    name: /google/i,
    provider: "vertex_ai",
    partsOf: ({ service, description }) => partsOfSku(service, description),
    isOfModels: ({ service }) => isModelService(service),
    // Tokens are counted as requests.
    perUnit: (charge) => (/^(count|requests)$/i.test(charge.unit) ? ONE : perStated(charge)),
  },
];

export const readFocus: ReadLines = (cell) =>
  fromBase(baseOf(cell("chargeperiodstart"), cell("billedcost"), lastDayBefore(cell("chargeperiodend"))), (base) => {
    const charge = chargeOf(cell);
    const seller = ["serviceprovidername", "providername", "publishername"].map((name) => textIn(cell(name)));
    const vendor = VENDORS.find(({ name }) => seller.some((each) => name.test(each)));
    const provider = vendor?.provider ?? seller.find((each) => each !== "")?.toLowerCase() ?? "";
    const ofAll = { provider, currency: currencyIn(cell("billingcurrency")) };
    const category = textIn(cell("chargeclass")) || textIn(cell("chargecategory"));
    const isUsage = /^usage$/i.test(category);
    const parts = isUsage && vendor ? vendor.partsOf(charge) : null;
    if (vendor && parts)
      return [lineOf(base, { ...ofAll, ...parts, quantity: quantityOf(cell, vendor.perUnit(charge)) })];
    if (charge.service !== "" && !(vendor ? vendor.isOfModels(charge) : isOfAi(cell)))
      return [lineOfService(base, ofAll, charge.service)];
    const what = [charge.service, charge.description || charge.meter].filter((part) => part !== "").join(": ");
    return [lineOf(base, { ...ofAll, model: isUsage ? what : `${category}: ${what}`, kind: "not-usage" })];
  });

/** Of a vendor that is not known the category of its service tells; where there is none it may be of models. */
const isOfAi = (cell: Cell): boolean => /^$|\bAI\b/i.test(textIn(cell("servicecategory")));

const chargeOf = (cell: Cell): Charge => ({
  meter: textIn(firstOf(cell, "xusagetype", "xskumetername", "skumeter")),
  subcategory: textIn(cell("xskumetersubcategory")),
  service: textIn(cell("servicename")),
  description: textIn(cell("chargedescription")),
  unit: textIn(cell("consumedunit")),
  resource: textIn(cell("resourceid")),
});

function quantityOf(cell: Cell, per: Decimal | null): Decimal | null {
  const amount = quantityIn(cell("consumedquantity"));
  return amount && per && multiplyDecimals(amount, per);
}
