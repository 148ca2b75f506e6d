/** Every record that a real LiteLLM sends, our cost beside its own: equal, or in the table of differences with the reason. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { RESULTS } from "../server/places";
import { type Comparison, compareCosts, isOf, textOf } from "./compare-costs";
import { COST_DIFFERENCES } from "./cost-differences";
import { installLitellm, NEWEST_VERSION, PINNED_VERSION } from "./install-litellm";
import { SCENARIOS } from "./scenarios/all";
import { sendCall } from "./send-call";
import { type PricedGateway, startPricedGateway } from "./start-priced-gateway";

const LONGEST_SCENARIO_MS = 10_000;

/** A folder that gets what LiteLLM sent, one file a scenario: for whoever writes tests of the intake. */
const keptIn = process.env.NEIGHBOUR_CAPTURES;

for (const version of [PINNED_VERSION, NEWEST_VERSION]) {
  test.describe(`LiteLLM ${version}`, () => {
    test.describe.configure({ mode: "serial" });
    let gateway: PricedGateway;
    const comparisons: Comparison[] = [];

    test.beforeAll(async () => {
      test.setTimeout(20 * 60_000);
      const installed = await installLitellm(version);
      if (!installed.isInstalled) process.stdout.write(`LiteLLM ${version} is skipped. ${installed.reason}\n`);
      test.skip(!installed.isInstalled, installed.isInstalled ? "" : installed.reason);
      if (installed.isInstalled) gateway = await startPricedGateway(installed.folder);
    });
    test.afterAll(() => gateway?.stop());

    test("sends a record of every call, and none is refused", async () => {
      test.setTimeout(5 * 60_000);
      const { callbacks, litellmUrl } = gateway;
      for (const { name, calls, records: expected = calls.length } of SCENARIOS) {
        const since = callbacks.records.length;
        for (const call of calls) await sendCall(litellmUrl, name, call);
        const records = await callbacks.take(since, expected, LONGEST_SCENARIO_MS);
        expect.soft(records.length, name).toBe(expected);
        comparisons.push(...records.map((record) => compareCosts(name, record)));
        if (keptIn)
          await keep(
            join(keptIn, version),
            name,
            records.map(({ payload }) => payload),
          );
      }
      expect(callbacks.refused).toEqual([]);
      await keep(RESULTS, `neighbour-costs-${version}`, comparisons);
    });

    test("each costs what LiteLLM says, or the difference is known", () => {
      for (const comparison of comparisons.filter(({ isEqual }) => !isEqual)) {
        const { scenario, callType, model, ours, theirs } = comparison;
        const known = COST_DIFFERENCES.some(isOf(comparison, version));
        expect.soft(known, `${scenario}: ${callType} of ${model} costs ${ours}, LiteLLM says ${theirs}`).toBe(true);
      }
    });

    test("no known difference is out of date", () => {
      const stale = COST_DIFFERENCES.filter(
        (difference) => difference.version === undefined || difference.version === version,
      ).filter(
        (difference) => !comparisons.some((comparison) => !comparison.isEqual && isOf(comparison, version)(difference)),
      );
      expect(stale).toEqual([]);
    });

    test("the ledger has each of them once, with both costs, and adds up to them", async () => {
      const rows = new Map((await gateway.ratecard.allRequests()).map((row) => [row.requestId, row]));
      const accepted = gateway.callbacks.records.filter(({ outcome }) => outcome.status === "accepted");
      for (const { payload, outcome } of accepted) {
        const row = rows.get(outcome.requestId ?? "");
        const { reportedCostUsd = null, costUsd = null } = row ?? {};
        const booked = { costUsd, reportedCostUsd: textOf(reportedCostUsd) };
        expect.soft(booked, `${payload.call_type} of ${payload.model_group}`).toEqual({
          costUsd: outcome.costUsd,
          reportedCostUsd: textOf(payload.response_cost),
        });
      }
      expect(rows.size).toBe(accepted.length);
    });

    test("a payload that was sent twice is booked once", () => {
      const statuses = gateway.callbacks.repeats.map(({ outcome }) => outcome.status);
      expect(statuses.filter((status) => status === "accepted")).toEqual([]);
    });
  });
}

async function keep(folder: string, name: string, content: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(content, null, 1)}\n`);
}
