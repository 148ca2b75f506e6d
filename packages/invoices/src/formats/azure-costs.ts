/**
 * Azure's cost details: meters of Azure OpenAI and other models of Foundry.
 * Form    MeterName as "gpt 4o 1120 cached Inp glbl Tokens", "GPT 5 outpt Glbl 1M Tokens", "5.4 inp Gl 1M Tokens" (of the subcategory
 *         "Azure OpenAI GPT5"); Date as MM/DD/YYYY; CostInBillingCurrency, of older exports PreTaxCost; ChargeType Usage, Purchase, Tax, ...
 * Units   Quantity times UnitOfMeasure ("1K", "1M").
 * Source  learn.microsoft.com/azure/cost-management-billing/automate/understand-usage-details-fields
 */
import { multiplyDecimals } from "@ratecard/money";
import type { Cell, ReadLines } from "../billed-line";
import { quantityIn, textIn, unitFactor } from "../cell-values";
import { baseOf, currencyIn, fromBase, kindInWords, lineOf } from "./line-parts";

export const readAzureCosts: ReadLines = (cell) =>
  fromBase(baseOf(cell("date") ?? cell("usagedatetime"), costOf(cell)), (base) => {
    const meter = textIn(cell("metername"));
    const currency = currencyIn(cell("billingcurrency") ?? cell("billingcurrencycode") ?? cell("currency"));
    const ofAll = { provider: "azure", currency };
    const charge = textIn(cell("chargetype"));
    const kind =
      /token/i.test(meter) && /^(usage)?$/i.test(charge) ? kindInWords(meter.replaceAll(/[-_]/g, " ")) : null;
    if (kind === null) {
      const what = [textIn(cell("metercategory")), meter].filter((part) => part !== "").join(": ");
      return [
        lineOf(base, { ...ofAll, model: /^(usage)?$/i.test(charge) ? what : `${charge}: ${what}`, kind: "not-usage" }),
      ];
    }
    const model = modelOf(meter, textIn(cell("metersubcategory")));
    return [lineOf(base, { ...ofAll, model, kind, quantity: quantityOf(cell) })];
  });

const costOf = (cell: Cell): unknown => cell("costinbillingcurrency") ?? cell("pretaxcost") ?? cell("cost");

/** Words of a meter that are not of the model: the kind, the deployment, the unit. */
const OTHER_WORDS =
  /[ -](inp|inpt|input|outp|outpt|opt|output|cached|cchd|cd|glbl|gl|dzone|dz|data zone|regnl|rgnl|regional|batch|pp|prty|1m|1k|tokens?)\b/gi;

function modelOf(meter: string, subcategory: string): string {
  const name = meter.replaceAll(OTHER_WORDS, "").trim();
  return /^\d/.test(name) && /gpt/i.test(subcategory) ? `gpt ${name}` : name;
}

function quantityOf(cell: Cell) {
  const amount = quantityIn(cell("quantity") ?? cell("usagequantity"));
  const factor = unitFactor(cell("unitofmeasure"));
  return amount === null || factor === null ? null : multiplyDecimals(amount, factor);
}
