import { aUsageEvent } from "@ratecard/fixtures";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenCli, openCli } from "./testing/open-cli";

let server: OpenCli["server"];
let run: OpenCli["run"];
beforeAll(async () => {
  ({ server, run } = await openCli());
  await run(["import", "-"], { input: "model,provider,perRequest,inputPer1M\nacme-one,acme,1,1000\n" });
  const event = { ...aUsageEvent({ requestId: "1", model: "acme-one" }), occurredAt: new Date().toISOString() };
  const asked = { ...event, provider: "acme", promptTokens: 2000, completionTokens: 0 };
  await run(["usage", "import", "-"], { input: JSON.stringify(asked) });
}, 120_000);
afterAll(() => server.stop());

const adjust = async (...args: string[]) => {
  const { code, out, err } = await run(["adjustments", ...args]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return out;
};
const INSTANT = String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z`;

describe("ratecard adjustments", () => {
  it("shows without writing, sets with the impact, replaces, lists and ends", async () => {
    expect(await adjust("list")).toBe("No discounts and no margins: every request costs what its price says.\n");

    expect(await adjust("set", "Acme", "--discount", "12.5", "--dry-run")).toMatch(
      new RegExp(
        `^acme: discount 12\\.5 %, from ${INSTANT}: would be set\\.\nWere it in force now: 1 request of the last 30 days, \\$2 -> \\$1\\.75\\.\nNothing was written\\.\n$`,
      ),
    );
    expect(JSON.parse(await adjust("list", "--json"))).toMatchObject({ adjustments: [] });

    expect(await adjust("set", "Acme", "--discount", "12.5")).toMatch(
      new RegExp(
        `^acme: discount 12\\.5 %, from ${INSTANT}: set\\.\nWere it in force now: 1 request of the last 30 days, \\$2 -> \\$1\\.75\\.\n$`,
      ),
    );
    const second = ["set", "acme", "--margin", "10", "--per-request", "0.001", "--reason", "our work", "--json"];
    expect(JSON.parse(await adjust(...second))).toMatchObject({
      dryRun: false,
      written: { discountPercent: null, marginPercent: "10", fixedMarginUsd: "0.001", reason: "our work" },
      ended: [{ discountPercent: "12.5" }],
      impact: { requests: 1, beforeUsd: "1.75", afterUsd: "2.201" },
    });
    expect(await adjust("list")).toMatch(
      new RegExp(
        `^PROVIDER +DISCOUNT +MARGIN +PER REQUEST .*\nacme +12\\.5 % +- +- +${INSTANT} +${INSTANT} +past +.+\nacme +- +10 % +\\$0\\.001 +${INSTANT} +- +in-force +.+\n$`,
      ),
    );

    expect(await adjust("end", "acme", "--dry-run")).toMatch(
      /^acme: margin 10 %, \$0\.001 a request: would be ended at .+\nWithout it: 1 request .+ \$2\.201 -> \$2\.\nNothing was written\.\n$/,
    );
    expect(await adjust("end", "acme")).toMatch(/^acme: margin 10 %, \$0\.001 a request: ended at /);
    const { adjustments } = JSON.parse(await adjust("list", "--json"));
    expect(adjustments.map(({ standing }: { standing: string }) => standing)).toEqual(["past", "past"]);
  });

  it("schedules with --from, and an end drops what has not begun", async () => {
    const at = new Date(Date.now() + 86_400_000).toISOString();
    expect(await adjust("set", "later", "--margin", "3", "--from", at)).toContain(
      `later: margin 3 %, from ${at}: set.\nWere it in force now: no request of the last 30 days is touched.`,
    );
    expect(await adjust("end", "later")).toContain(`later: margin 3 %, from ${at}: dropped.`);
  });
});
