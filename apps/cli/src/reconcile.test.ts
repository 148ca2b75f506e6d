import { gzipSync } from "node:zlib";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenCli, openCli } from "./testing/open-cli";

let cli: OpenCli;
const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  cli = await openCli();
  const input = "model,provider,inputPer1M\nmade-up,acme,5\n";
  await cli.run(["import", "-", "--from", `${day}T00:00:00Z`], { input });
  const event = { requestId: "r1", model: "made-up", promptTokens: 1_000_000, occurredAt: `${day}T12:00:00Z` };
  await cli.run(["usage", "import", "-"], { input: JSON.stringify(event) });
}, 120_000);
afterAll(() => cli.server.stop());

const CSV = (tokens: string, amount: string) => `Day;Name;Used;Sum\n${day};Made-Up;${tokens};${amount}\n`;
const MAPPING = ["Day=day", "Name=model", "Used=promptTokens", "Sum=cost"].flatMap((text) => ["--mapping", text]);

it("says what a file is, compares it, and names what explains the difference first", async () => {
  const file = await cli.fileWith("bill.csv", CSV("1000000", "2,500000"));
  const looked = await cli.run(["reconcile", file, ...MAPPING, "--decimal-comma", "--dry-run"]);
  expect(looked).toMatchObject({ code: 0, err: "" });
  expect(looked.out).toContain("columns, 1 line of 2.5 USD. Nothing was written.");
  const azure = "UsageDate,ServiceName,Meter,Cost,Currency";
  const mixed = await cli.fileWith(
    "azure.csv",
    `${azure}\n${day},Foundry Models,gpt 5 inp Gl 1M Tokens,9.2,EUR\n${day},Storage,Hot LRS Data Stored,0.4,EUR\n`,
  );
  const parts = await cli.run(["reconcile", mixed, "--dry-run"]);
  expect(parts.out).toContain(
    "azure-costs, 2 lines of 9.6 EUR, 1 line of 0.4 of other services, not compared. Nothing was written.",
  );
  const compared = await cli.run(["reconcile", file, ...MAPPING, "--decimal-comma"]);
  expect(compared).toMatchObject({ code: 0, err: "" });
  expect(compared.out).toContain("explains -$2.50 of -$2.50 (100 %)");
  expect(compared.out).toContain("invoice 2.5 USD, ledger 5 USD, difference -2.5 USD\n  Price  -2.5 USD");
  const again = await cli.run(["reconcile", file, ...MAPPING, "--decimal-comma"]);
  expect(again.code).not.toBe(0);
  expect(again.err).toContain("was compared before");
});

it("unpacks gzip, wants a rate for another currency, and refuses what is no invoice", async () => {
  const packed = join(cli.server.folder, "bill.csv");
  await writeFile(packed, gzipSync(`day,model,cost,currency\n${day},made-up,5,EUR\n`));
  const refused = await cli.run([
    "reconcile",
    packed,
    "--mapping",
    "day=day",
    "--mapping",
    "model=model",
    "--mapping",
    "cost=cost",
    "--mapping",
    "currency=currency",
  ]);
  expect(refused.err).toContain("Say what 1 EUR is in USD");
  const compared = JSON.parse((await cli.run(["reconcile", packed, "--rate", "1", "--json"])).out);
  expect(compared).toMatchObject({ currency: "EUR", invoiceUsd: "5", varianceUsd: "0" });
  const strange = await cli.fileWith("strange.csv", "a,b\n1,2\n");
  expect((await cli.run(["reconcile", strange])).err).toContain("is no export of costs that is known");
  const broken = await cli.fileWith("broken.csv", "day,model,cost\nsoon,a,5\n2026-01-01,a,1\n");
  expect((await cli.run(["reconcile", broken])).err).toContain("1 line cannot be read. line 2: day holds");
});

it("takes several files as parts of one invoice, and refuses a part that is none", async () => {
  const header = "UsageDate,ServiceName,Meter,Cost,Currency";
  const row = (cost: string) => `${day},Foundry Models,gpt 5 inp Gl 1M Tokens,${cost},USD\n`;
  const first = join(cli.server.folder, "azure-1.csv.gz");
  await writeFile(first, gzipSync(`${header}\n${row("1.25")}`));
  const second = await cli.fileWith("azure-2.csv", `${header}\n${row("2.5")}${row("0.25")}`);
  const looked = await cli.run(["reconcile", first, second, "--dry-run"]);
  expect(looked).toMatchObject({ code: 0, err: "" });
  expect(looked.out).toContain("azure-1.csv.gz and 1 more part: azure-costs, 3 lines of 4 USD. Nothing was written.");
  const other = await cli.fileWith("focus.csv", "ChargePeriodStart,BilledCost,ChargeCategory\n2026-01-01,1,Usage\n");
  const refused = await cli.run(["reconcile", first, other]);
  expect(refused).toMatchObject({ code: 2, out: "" });
  expect(refused.err).toContain(`focus.csv has no column "Meter", which ${first} has.`);
  const copy = await cli.fileWith("copy.csv", `${header}\n${row("1.25")}`);
  const twice = await cli.run(["reconcile", first, second, copy]);
  expect(twice).toMatchObject({ code: 2, out: "" });
  expect(twice.err).toContain(`copy.csv holds the same as ${first}, so its costs would count twice.`);
  const absent = await cli.run(["reconcile", first, "absent.csv"]);
  expect(absent).toMatchObject({ code: 2, err: expect.stringContaining("absent.csv: there is no such file") });
  const kept = JSON.parse((await cli.run(["reconcile", first, second, "--json"])).out);
  expect(kept).toMatchObject({ fileName: "azure-1.csv.gz and 1 more part", fileLines: 3, invoiceUsd: "4" });
  expect((await cli.run(["reconcile", second, first])).err).toContain("was compared before");
});
