import { describe, expect, it } from "vitest";
import { comparisonOf } from "./comparison";
import { openInvoice } from "./open-invoice";
import { reconcile } from "./reconcile";
import { lines, readInvoice, rowsOf } from "./testing/read-invoice";

const CUR =
  "line_item_line_item_type,line_item_product_code,line_item_usage_start_date,line_item_usage_end_date,line_item_usage_type,line_item_usage_amount,line_item_unblended_cost,line_item_currency_code,product_product_name";
const HOUR = "2026-10-01T00:00:00Z,2026-10-01T01:00:00Z";
const NOVA = `Usage,AmazonBedrock,${HOUR},USE1-NovaPro-input-tokens,1,0.8,USD,Amazon Bedrock`;
const EC2 = (cost: string) => `Usage,AmazonEC2,${HOUR},BoxUsage,1,${cost},USD,Amazon Elastic Compute Cloud`;

describe("lines of other services", () => {
  it("were part of the invoice, and the finding that explained most; they are counted by service and left out", async () => {
    const { summed } = await readInvoice("cur.csv", lines(CUR, NOVA, EC2("700.5"), EC2("99.5"), EC2("0")));
    expect(rowsOf(summed)).toEqual([
      "2026-10-01 | bedrock | NovaPro | input | - | 0.8",
      "2026-10-01 | bedrock | Amazon Elastic Compute Cloud | other-service | - | 800",
    ]);
    expect(summed).toMatchObject({ lines: 4, linesOfServices: 3, total: "800.8", besides: "0", ofServices: "800" });
    const found = comparisonOf(reconcile({ sums: summed.sums, usdPerUnit: null, ledger: [], mapped: new Map() }));
    expect(found).toMatchObject({ invoiceUsd: "0.8", varianceUsd: "0.8", notUsage: [] });
    expect(found.otherServices).toEqual([{ label: "Amazon Elastic Compute Cloud", usd: "800", lines: 3 }]);
    expect(found.findings.map(({ name }) => name)).toEqual(["NovaPro"]);
  });

  it("what is paid beforehand for years made the invoice years long", async () => {
    const fee = `Fee,AmazonEC2,2026-10-02T00:00:00Z,2029-10-02T00:00:00Z,HeavyUsage,1,900,USD,Amazon Elastic Compute Cloud`;
    const { summed } = await readInvoice("cur.csv", lines(CUR, NOVA, fee));
    expect(summed.sums.map(({ lastDay }) => lastDay)).toEqual(["2026-10-01", "2026-10-02"]);
  });

  it("a bucket that is called as a service with models was taken as a line of it", async () => {
    const bucket = `Usage,AmazonS3,${HOUR},Requests-Tier1,1,5,USD,Amazon S3,arn:aws:s3:::bedrock-logs`;
    const own = `${NOVA.replace("AmazonBedrock", "x1").replace("Amazon Bedrock", "")},arn:aws:bedrock:us-east-1:1:inference-profile/amazon.nova-pro-v1:0`;
    const { summed } = await readInvoice("cur.csv", lines(`${CUR},line_item_resource_id`, bucket, own));
    expect(summed.sums.map(({ model, kind }) => [model, kind])).toEqual([
      ["Amazon S3", "other-service"],
      ["NovaPro", "input"],
    ]);
  });

  it("a credit of another service is no credit of the models", async () => {
    const row = (service: string, cost: number, credit: number) =>
      JSON.stringify({
        service: { description: service },
        sku: { description: "x" },
        usage_start_time: "2026-10-01T00:00:00Z",
        cost,
        currency: "USD",
        credits: [{ name: "Committed use", amount: credit }],
      });
    const { summed } = await readInvoice("gcp.jsonl", lines(row("Cloud SQL", 10, -4), row("Vertex AI", 2, -0.5)));
    expect(rowsOf(summed)).toEqual([
      "2026-10-01 | vertex_ai | Cloud SQL | other-service | - | 6",
      "2026-10-01 | vertex_ai | Vertex AI: x | not-usage | - | 2",
      "2026-10-01 | vertex_ai | Credit: Committed use | not-usage | - | -0.5",
    ]);
    expect(summed).toMatchObject({ lines: 2, linesOfServices: 1 });
  });

  it("a file of nothing else says so", async () => {
    await expect(readInvoice("cur.csv", lines(CUR, EC2("1")))).rejects.toThrow(
      "has only lines of other services, as Amazon Elastic Compute Cloud.",
    );
  });
});

describe("rows that bill nothing", () => {
  it("are counted: without a cost, and the columns again where parts of an export were put together", async () => {
    const { summed } = await readInvoice("cur.csv", lines(CUR, NOVA, NOVA.replace("0.8", ""), CUR, NOVA));
    expect(summed).toMatchObject({ lines: 2, unbilledLines: 2, unreadCount: 0, total: "1.6" });
  });
});

it("reading ends where more sums would be needed than are kept", async () => {
  let read = 0;
  async function* endless() {
    yield "day,model,cost\n";
    for (; ; read += 1) yield `2026-10-01,m${read},1\n`;
  }
  const opened = await openInvoice([{ name: "endless.csv", chunks: endless() }]);
  expect(opened.ok && (await opened.sumUp())).toMatchObject({ problem: { code: "too-many-invoice-sums" } });
  expect(read).toBeLessThan(31_000);
});
