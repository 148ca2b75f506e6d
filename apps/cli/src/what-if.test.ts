import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenCli, openCli } from "./testing/open-cli";

let server: OpenCli["server"];
let run: OpenCli["run"];
let fileWith: OpenCli["fileWith"];
const DAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const days = ["--from", DAY, "--to", DAY];

beforeAll(async () => {
  ({ server, run, fileWith } = await openCli());
  const prices = "model,provider,inputPer1M,outputPer1M\nlarge,acme,7,9\nsmall,acme,0.5,1\nreported,acme,2,2\n";
  const before = new Date(Date.now() - 30 * 86_400_000).toISOString();
  expect(await run(["import", "-", "--from", before], { input: prices })).toMatchObject({ code: 0 });
  const occurredAt = `${DAY}T12:00:00Z`;
  const used = (requestId: string, model: string, promptTokens: number) =>
    JSON.stringify({ requestId, model, provider: "acme", promptTokens, completionTokens: 0, occurredAt });
  const report = JSON.parse(used("sum", "reported", 1_000_000)) as object;
  const events = [
    JSON.stringify({ ...report, sumOfRequests: 0 }),
    used("r1", "large", 1_000_000),
    used("r2", "large", 1_000_001),
    used("r3", "small", 1_000_000),
  ];
  expect(await run(["usage", "import", "-"], { input: events.join("\n") })).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => server.stop());

const whatIf = async (...args: string[]) => {
  const { code, out, err } = await run(["what-if", ...days, ...args]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return out;
};
const sums = async (...args: string[]) => JSON.parse(await whatIf(...args, "--json"));

it("says by name what another model's price would have come to, to the last digit, and by day if asked", async () => {
  const text = await whatIf("--as", "large=small");
  expect(text).toBe(
    [
      `${DAY} to ${DAY}: 16.500007 -> 3.5000005 USD (-13.0000065), 2 of 3 requests and 0 of 1 report in sums are priced otherwise.`,
      "NAME      REQUESTS          ACTUAL USD  WHAT IF USD  DIFFERENCE   NOT PRICED",
      "large     2                 14.000007   1.0000005    -13.0000065  0",
      "reported  1 report in sums  2           2            0            0",
      "small     1                 0.5         0.5          0            0",
      "",
    ].join("\n"),
  );
  expect(await whatIf("--as", "large=small", "--by-day")).toContain(
    `\nDAY         REQUESTS                         ACTUAL USD  WHAT IF USD  DIFFERENCE   NOT PRICED\n${DAY}  3 requests and 1 report in sums  16.500007   3.5000005 `,
  );
  expect(await sums("--as", "large=small", "--model", "small")).toMatchObject({ actualUsd: "0.5", differenceUsd: "0" });
});

it("tells what could not be priced: a price per request, of a report that does not tell of how many", async () => {
  expect(await run(["import", "-"], { input: "model,provider,perRequest\nonce,acme,0.01\n" })).toMatchObject({
    code: 0,
  });
  const text = await whatIf("--as", "reported=once", "--model", "reported");
  expect(text).toContain(": 2 -> 2 USD (0), 0 of 0 requests and 1 of 1 report in sums are priced otherwise.");
  expect(text).toMatch(/reported +1 report in sums +2 +2 +0 +1 report in sums\n/);
  expect(text).toContain("1 report in sums could not be priced otherwise: what has a cost keeps it in both sums.");
});

describe("other prices", () => {
  it("are read from a CSV, where what is left out stays", async () => {
    const file = await fileWith("prices.csv", "model,inputPer1M\nlarge,3\n");
    expect(await sums("--prices", file)).toMatchObject({ whatIfUsd: "8.500003", readFrom: "sums", touched: 2 });
  });

  it("are read from an export, and requests one by one where a price looks at each", async () => {
    const thresholds = [{ aboveTokens: 1_000_000, inputPer1M: "10" }];
    const file = await fileWith("prices.json", JSON.stringify([{ model: "large", inputPer1M: "3", thresholds }]));
    const result = await sums("--prices", file);
    expect(result).toMatchObject({ whatIfUsd: "15.50001", readFrom: "requests" });
    const exported = await fileWith("exported.json", (await run(["export", "-", "--json"])).out);
    expect(await sums("--prices", exported)).toMatchObject({ differenceUsd: "0" });
    const table = await fileWith("exported.csv", (await run(["export", "-"])).out);
    expect(await sums("--prices", table)).toMatchObject({ differenceUsd: "0" });
  });

  it("that are numbers, or no prices, are refused", async () => {
    const number = await fileWith("number.json", '[{"model": "large", "inputPer1M": 0.1}]');
    expect(await run(["what-if", ...days, "--prices", number])).toMatchObject({
      code: 2,
      err: expect.stringContaining("write inputPer1M as text"),
    });
    const none = await fileWith("none.json", "{}");
    expect(await run(["what-if", ...days, "--prices", none])).toMatchObject({ code: 2 });
    const wrong = await fileWith("wrong.csv", "model,inputPer1M\nlarge,dear\n");
    expect(await run(["what-if", ...days, "--prices", wrong])).toMatchObject({ code: 1 });
  });
});

it("takes a discount and margins of a provider", async () => {
  expect(await sums("--adjust", "acme", "--discount", "50")).toMatchObject({ whatIfUsd: "8.2500035" });
  expect(await sums("--adjust", "acme", "--per-request", "1")).toMatchObject({ whatIfUsd: "19.500007" });
});

it.each([
  [
    "a name that no request has",
    "larg=small",
    `is "larg", and no request on ${DAY} has that name. Did you mean large?`,
  ],
  ["a name that has no price", "large=smalll", `is "smalll", which has no price on ${DAY}.`],
])("answered that nothing is otherwise, or the price of the default entry, for %s", async (_, as, sentence) => {
  const refused = await run(["what-if", ...days, "--as", as]);
  expect(refused).toMatchObject({ code: 1, out: "", err: expect.stringContaining(sentence) });
});

it("says what to do where there is no request", async () => {
  expect(await whatIf("--adjust", "acme", "--discount", "50", "--team", "nobody")).toBe(
    `${DAY} to ${DAY}: no request is in these days, or none by these filters. Choose others.\n`,
  );
});

it("keeps the question under a name when asked, not in a dry run", async () => {
  expect(await whatIf("--as", "large=small", "--save", "cheaper", "--dry-run")).toContain(
    'Would be kept as "cheaper".',
  );
  expect(await kept()).toEqual([]);
  expect(await whatIf("--as", "large=small", "--save", "cheaper", "--shared")).toContain('Kept as "cheaper".');
  expect(await kept()).toMatchObject([{ name: "cheaper", isShared: true }]);
});

async function kept(): Promise<unknown> {
  const answer = await fetch(`${server.url}/trpc/whatIf.list`, {
    headers: { authorization: `Bearer ${server.key}` },
  });
  const body = (await answer.json()) as { result: { data: unknown } };
  return body.result.data;
}

it.each([
  ["no change", [], 2],
  ["two changes", ["--as", "a=b", "--catalog", "1"], 2],
  ["half a pair", ["--as", "large="], 2],
  ["a discount without a provider", ["--as", "a=b", "--discount", "5"], 2],
  ["a snapshot that is not there", ["--catalog", "999999"], 1],
])("refuses %s", async (_, args, code) => {
  expect(await run(["what-if", ...days, ...args])).toMatchObject({ code, out: "" });
});
