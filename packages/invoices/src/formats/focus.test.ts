/** Columns of FOCUS 1.0 to 1.3 with the vendors' own; accounts and amounts are invented. Sources: see focus.ts. */
import { expect, it } from "vitest";
import { lines, readInvoice, rowsOf } from "../testing/read-invoice";
import { providersOf } from "./invoice-formats";

const COLUMNS =
  "ProviderName,PublisherName,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ChargeClass,ChargeDescription,BilledCost,EffectiveCost,BillingCurrency,ConsumedQuantity,ConsumedUnit,ServiceName,ResourceId";
const PERIOD = "2026-05-01T00:00:00Z,2026-05-01T01:00:00Z";

it("AWS: usage types in x_UsageType; purchases, taxes, corrections and other services are named", async () => {
  const { opened, summed } = await readInvoice(
    "focus-aws.csv",
    lines(
      `${COLUMNS},x_UsageType`,
      `AWS,AWS,${PERIOD},Usage,,AmazonBedrock usage,0.066,0.06,USD,20,1K tokens,Amazon Bedrock,,USW2-Claude4.5Sonnet-input-tokens`,
      `AWS,Anthropic,${PERIOD},Usage,,AWS Marketplace software usage|us-east-1|Million Output Tokens Global,22.5,22.5,USD,1.5,Units,Claude Opus 4.8 (Amazon Bedrock Edition),,USE1-MP:USE1_output_tokens_global_standard-Units`,
      `AWS,AWS,${PERIOD},Usage,,AmazonEC2 committed usage,0.000000,0.064032,USD,1,Hours,AmazonEC2,,BoxUsage:m6i.large`,
      `AWS,AWS,${PERIOD},Purchase,,Savings Plan commitment purchase,560.92,0,USD,,,AmazonEC2,,`,
      `AWS,AWS,${PERIOD},Tax,,VAT,4.1,4.1,USD,,,Amazon Bedrock,,`,
      `AWS,AWS,${PERIOD},Usage,Correction,AmazonBedrock usage,-0.01,-0.01,USD,,,Amazon Bedrock,,USW2-Claude4.5Sonnet-input-tokens`,
    ),
  );
  expect(opened.format).toBe("focus");
  expect(rowsOf(summed)).toEqual([
    "2026-05-01 | bedrock | Claude4.5Sonnet | input | 20000 | 0.066",
    "2026-05-01 | bedrock | Claude Opus 4.8 | output | 1500000 | 22.5",
    "2026-05-01 | bedrock | AmazonEC2 | other-service | - | 560.92",
    "2026-05-01 | bedrock | Tax: Amazon Bedrock: VAT | not-usage | - | 4.1",
    "2026-05-01 | bedrock | Correction: Amazon Bedrock: AmazonBedrock usage | not-usage | - | -0.01",
  ]);
  expect(providersOf("focus", summed.sums)).toEqual(["bedrock", "bedrock_converse"]);
});

it("Azure: meters; a unit that nobody knows leaves the tokens unknown", async () => {
  const azure = (meter: string, cost: string, used: string) =>
    `Microsoft,Microsoft,${PERIOD},Usage,,Azure OpenAI GPT5,${cost},${cost},EUR,${used},Foundry Models,,${meter},Azure OpenAI GPT5`;
  const text = lines(
    `${COLUMNS},x_SkuMeterName,x_SkuMeterSubcategory`,
    azure("5.4 inp Gl 1M Tokens", "2.5", "1000000,Tokens"),
    azure("5.4 opt Gl 1M Tokens", "30", "2,Units"),
  );
  const { summed } = await readInvoice("focus-azure.csv", text);
  expect(rowsOf(summed)).toEqual([
    "2026-05-01 | azure | gpt 5.4 | input | 1000000 | 2.5",
    "2026-05-01 | azure | gpt 5.4 | output | - | 30",
  ]);
  expect(providersOf("focus", summed.sums)).toEqual(["azure", "azure_ai"]);
});

it("Google: SKUs in the description, tokens counted as requests", async () => {
  const sku = "Generate content output token count gemini 2.5 flash short input text";
  const text = lines(
    COLUMNS,
    `Google Cloud,Google Cloud,${PERIOD},Usage,,${sku},1.153197,1.153197,USD,461280,requests,Gemini API,`,
  );
  expect(rowsOf((await readInvoice("focus-gcp.csv", text)).summed)).toEqual([
    "2026-05-01 | vertex_ai | gemini 2.5 flash | output | 461280 | 1.153197",
  ]);
});

it("a vendor that is not known: lines of services without models would be as many names as descriptions", async () => {
  const row = (service: string, category: string, cost: string) =>
    `Acme,Acme,${PERIOD},Usage,,${service} 17,${cost},${cost},USD,1,Credits,${service},,${category}`;
  const text = lines(
    `${COLUMNS},ServiceCategory`,
    row("Warehouse", "Databases", "7"),
    row("Assistant", "AI and Machine Learning", "2"),
  );
  expect(rowsOf((await readInvoice("focus.csv", text)).summed)).toEqual([
    "2026-05-01 | acme | Warehouse | other-service | - | 7",
    "2026-05-01 | acme | Assistant: Assistant 17 | not-usage | - | 2",
  ]);
});
