/** Lines of the marketplace and of other types; accounts and amounts are invented. Sources: see aws-cur.ts. */
import { expect, it } from "vitest";
import { lines, readInvoice, rowsOf } from "../testing/read-invoice";

it("a report of before 2023 with columns of products; what is no usage is told apart by its own name", async () => {
  const { opened, summed } = await readInvoice(
    "cur.csv",
    lines(
      "identity/LineItemId,bill/BillingEntity,lineItem/LineItemType,lineItem/UsageStartDate,lineItem/ProductCode,lineItem/UsageType,lineItem/ResourceId,lineItem/UsageAmount,lineItem/CurrencyCode,lineItem/UnblendedCost,lineItem/LineItemDescription,product/ProductName,pricing/unit",
      "a,AWS Marketplace,Usage,2026-10-01T00:00:00Z,4a524th30q694o538qndh9ucht,USW2-MP:USW2_InputTokenCount-Units,arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-3-5-sonnet-20240620-v1:0,0.02645,USD,0.0793500000,AWS Marketplace software usage|us-west-2|Million Input Tokens,Claude 3.5 Sonnet (Amazon Bedrock Edition),Units",
      "b,AWS Marketplace,Usage,2026-10-01T00:00:00Z,4a524th30q694o538qndh9ucht,USW2-MP:USW2_Reserved_1Month_InputTPM_Geo-Units,,24,USD,4.752,1M TPM Hour,Claude 3.5 Sonnet (Amazon Bedrock Edition),Units",
      "c,AWS,EdpDiscount,2026-10-01T00:00:00Z,AmazonBedrock,USE1-NovaPro-input-tokens,,1,USD,-0.0400000000,,Amazon Bedrock,",
      "d,AWS,Credit,2026-10-01T00:00:00Z,AmazonBedrock,,,,USD,-1.5E-3,AWS Activate,Amazon Bedrock,",
      "e,AWS,Refund,2026-10-02T00:00:00Z,AmazonBedrock,,,,USD,-3,,Amazon Bedrock,",
    ),
  );
  expect(opened.format).toBe("aws-cur");
  expect(rowsOf(summed)).toEqual([
    "2026-10-01 | bedrock | Claude 3.5 Sonnet | input | 26450 | 0.07935",
    "2026-10-01 | bedrock | Claude 3.5 Sonnet (Amazon Bedrock Edition): Reserved_1Month_InputTPM_Geo | not-usage | - | 4.752",
    "2026-10-01 | bedrock | EdpDiscount: Amazon Bedrock: NovaPro-input-tokens | not-usage | - | -0.04",
    "2026-10-01 | bedrock | Credit: Amazon Bedrock | not-usage | - | -0.0015",
    "2026-10-02 | bedrock | Refund: Amazon Bedrock | not-usage | - | -3",
  ]);
  expect(summed.unreadCount).toBe(0);
});

it("a monthly report's lines were of the first day of the month", async () => {
  const columns =
    "line_item_usage_start_date,line_item_usage_end_date,line_item_line_item_type,line_item_product_code,line_item_usage_type,line_item_usage_amount,line_item_unblended_cost,line_item_currency_code,pricing_unit";
  const row = (from: string, until: string) =>
    `${from},${until},Usage,AmazonBedrock,USE1-NovaPro-input-tokens,1,0.0008,USD,1K tokens`;
  const text = lines(
    columns,
    row("2026-10-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z"),
    row("2026-10-01T23:00:00.000Z", "2026-10-02T00:00:00.000Z"),
  );
  expect(rowsOf((await readInvoice("cur.csv", text)).summed)).toEqual([
    "2026-10-01..2026-10-31 | bedrock | NovaPro | input | 1000 | 0.0008",
    "2026-10-01 | bedrock | NovaPro | input | 1000 | 0.0008",
  ]);
});

it("discounts in columns were left out of the invoice; what they are of a service with models is told, of another it is netted", async () => {
  const columns =
    "line_item_usage_start_date,line_item_line_item_type,line_item_product_code,line_item_usage_type,line_item_usage_amount,line_item_unblended_cost,line_item_net_unblended_cost,discount_total_discount,line_item_currency_code,pricing_unit";
  const { summed } = await readInvoice(
    "cur.csv",
    lines(
      columns,
      "2026-10-01,Usage,AmazonBedrock,USE1-NovaPro-input-tokens,1000,10,9.5,-0.5,USD,1K tokens",
      "2026-10-01,Usage,AmazonBedrock,USE1-NovaPro-input-tokens,1000,10,,-0.25,USD,1K tokens",
      "2026-10-01,Usage,AmazonEC2,BoxUsage,1,8,6,-2,USD,Hrs",
      "2026-10-01,Usage,AmazonEC2,BoxUsage,1,1,1,0,USD,Hrs",
    ),
  );
  expect(rowsOf(summed)).toEqual([
    "2026-10-01 | bedrock | NovaPro | input | 2000000 | 20",
    "2026-10-01 | bedrock | Discount: AmazonBedrock | not-usage | - | -0.75",
    "2026-10-01 | bedrock | AmazonEC2 | other-service | - | 7",
  ]);
  expect(summed).toMatchObject({ lines: 4, linesOfServices: 2, total: "26.25" });
});
