import { aUsageEvent } from "@ratecard/fixtures";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenCli, openCli } from "./testing/open-cli";

let server: OpenCli["server"];
let run: OpenCli["run"];
let fileWith: OpenCli["fileWith"];
beforeAll(async () => {
  ({ server, run, fileWith } = await openCli());
}, 120_000);
afterAll(() => server.stop());

describe("ratecard catalog", () => {
  const catalog = (prices: Readonly<Record<string, string>>) => {
    const entries = Object.entries(prices).map(
      ([name, input]) => `"${name}": {"input_cost_per_token": ${input}, "litellm_provider": "house", "mode": "chat"}`,
    );
    return fileWith("catalog.json", `{${entries.join(",")}}`);
  };
  it("tells what a refresh would change, refreshes, and decides what waits", async () => {
    await catalog({ steady: "1e-06", tenfold: "1e-06" });
    expect(await run(["catalog", "refresh", "--dry-run"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("it would replace it whole"),
    });
    expect((await run(["catalog", "refresh"])).out).toMatch(/^The catalogue is changed: 2 entries from file:/);
    await catalog({ steady: "1e-06", tenfold: "1e-05" });
    expect((await run(["catalog", "refresh", "--dry-run"])).out).toMatch(
      /^ {2}tenfold: changed \(input 1 -> 10\), would wait\n[^]*1 changes from file:.+: 0 at once, 1 would wait/,
    );
    expect((await run(["catalog", "review"])).out).toBe("No change waits.\n");
    await run(["catalog", "refresh"]);
    expect((await run(["catalog", "review"])).out).toBe("1 changes wait:\n  tenfold: changed (input 1 -> 10)\n");
    expect((await run(["catalog", "accept", "tenfold", "--dry-run"])).out).toContain("Accepted would be 1.");
    expect(await run(["catalog", "reject", "tenfold", "--reason", "a typo"])).toEqual({
      code: 0,
      out: "Rejected: tenfold.\n",
      err: "",
    });
    expect((await run(["catalog", "review"])).out).toContain("because: a typo");
    expect(JSON.parse((await run(["catalog", "accept", "tenfold", "--json"])).out)).toEqual({ keys: ["tenfold"] });
    expect(JSON.parse((await run(["explain", "tenfold", "--prompt-tokens", "1000000", "--json"])).out)).toMatchObject({
      resolution: { source: "catalog-bare" },
      cost: { totalUsd: "10" },
    });
  });

  it("says what the new prices mean for the last 30 days, and what those mean that wait", async () => {
    const event = {
      ...aUsageEvent({ requestId: "moved-1", model: "cli-moved" }),
      occurredAt: new Date().toISOString(),
    };
    const asked = { ...event, provider: "acme", promptTokens: 1000, completionTokens: 0 };
    const events = [asked, { ...asked, requestId: "far-1", model: "cli-far" }].map((one) => JSON.stringify(one));
    await run(["usage", "import", "-"], { input: events.join("\n") });
    await catalog({ "cli-moved": "1e-06", "cli-far": "1e-06" });
    expect((await run(["catalog", "refresh"])).out).toContain(
      "At the prices now in force: 2 requests of the last 30 days, $0.01 -> $0.002.",
    );
    await catalog({ "cli-moved": "1e-06", "acme/cli-moved": "2e-06", "cli-far": "1e-04" });
    const refreshed = await run(["catalog", "refresh"]);
    expect(refreshed.out.split("\n").slice(1, -1)).toEqual([
      "At the prices now in force: 1 request of the last 30 days, $0.001 -> $0.002.",
      "  The catalogue's cli-moved no longer answers for 1 name (1 request): the catalogue's acme/cli-moved does. It answers for no name known here any more.",
      "At the prices that wait to be accepted: 1 request of the last 30 days, $0.001 -> $0.1.",
    ]);
    expect(JSON.parse((await run(["catalog", "refresh", "--json"])).out)).toMatchObject({
      outcome: "unchanged",
      impact: null,
    });
  });

  it("keeps the last good catalogue and says why the new one was not taken", async () => {
    await fileWith("catalog.json", "not a catalogue");
    expect(await run(["catalog", "refresh"])).toMatchObject({
      code: 1,
      err: expect.stringContaining("The last good one"),
    });
    expect((await run(["catalog", "show"])).out).toMatch(
      /^In force: \d+ entries from .+\nFetched .+ \(0 h ago\)\..*The last refresh failed: /s,
    );
  });

  it("says why a rate waits that looks like a mistake", async () => {
    await catalog({ "cli-moved": "1e-06", "acme/cli-moved": "2e-06", "cli-far": "1e-06", absurd: "0.015" });
    expect((await run(["catalog", "refresh", "--dry-run"])).out).toContain(
      "  absurd: added (input none -> 15000), would wait\n    input is 15,000 USD per 1M tokens, above 1,000\n",
    );
    await run(["catalog", "refresh"]);
    expect((await run(["catalog", "review"])).out).toContain("    input is 15,000 USD per 1M tokens, above 1,000\n");
    expect((await run(["explain", "absurd", "--prompt-tokens", "1"])).out).toContain("waits for review");
    expect((await run(["catalog", "accept", "absurd"])).out).toBe("Accepted: absurd.\n");
  });
});
