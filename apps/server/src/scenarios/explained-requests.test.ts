/** A request's page explains the request itself: walked again at its own time, the arithmetic comes to what was booked. */
import type { UsageEvent } from "@ratecard/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { explainPrice } from "#server/features/explain/explain-price";
import { findRequest } from "#server/features/requests/find-request";
import { ingestEvents } from "#server/features/usage/take-usage";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice } from "#server/testing/prices";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext();
  const tokens = { provider: "house", inputPer1M: "3", outputPer1M: "15" };
  await createPrice(test.ctx, { model: "tokens", input: tokens });
  const thresholds = [{ aboveTokens: 5000, inputPer1M: "6" }];
  await createPrice(test.ctx, { model: "steps", input: { ...tokens, thresholds } });
  await createPrice(test.ctx, { model: "fee", input: { ...tokens, requestFee: "0.01" } });
  await createPrice(test.ctx, { model: "each", input: { provider: "house", perRequest: "0.02" } });
  await createPrice(test.ctx, { model: "pictures", input: { provider: "house", perUnit: { outputImages: "0.04" } } });
});
afterAll(() => test.close());

const COUNTS = { promptTokens: 10_000, completionTokens: 100 };

it.each<[string, Partial<UsageEvent> & Pick<UsageEvent, "model">, string | null]>([
  ["of tokens", { model: "tokens", ...COUNTS }, "0.0315"],
  ["of pictures", { model: "pictures", units: { outputImages: 3 } }, "0.12"],
  ["a long one", { model: "steps", ...COUNTS }, "0.0615"],
  ["ten short ones in a sum", { model: "steps", ...COUNTS, sumOfRequests: 10 }, "0.0315"],
  ["ten, each with a fee", { model: "fee", ...COUNTS, sumOfRequests: 10 }, "0.1315"],
  ["ten at a price each", { model: "each", ...COUNTS, sumOfRequests: 10 }, "0.2"],
  ["nobody knows how many", { model: "each", ...COUNTS, sumOfRequests: 0 }, null],
])("%s", async (requestId, event, costUsd) => {
  await ingestEvents(test.services, {
    gateway: "g",
    events: [{ requestId, occurredAt: new Date().toISOString(), provider: "house", ...event }],
  });
  const { request, explain } = await findRequest(test.services, { requestId, gateway: "g" });
  const { cost } = await explainPrice(test.ctx, explain);
  expect([request.costUsd, cost?.totalUsd]).toEqual([costUsd, costUsd]);
});
