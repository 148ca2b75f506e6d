import { afterAll, beforeAll, expect, test } from "vitest";
import { countGatewayUsage, removeGatewayUsage } from "./remove-gateway-usage";
import { ingestEvents } from "./take-usage";
import { openUsageTest } from "./testing/open-usage-test";

let world: Awaited<ReturnType<typeof openUsageTest>>;
beforeAll(async () => {
  world = await openUsageTest();
});
afterAll(() => world.close());

const events = (prefix: string, models: readonly string[]) =>
  models.map((model, index) => ({
    requestId: `${prefix}-${index}`,
    model,
    occurredAt: `2026-01-0${(index % 3) + 1}T10:00:00Z`,
    promptTokens: 7,
  }));

test("the other gateways' sums stay to the last digit, and nothing of the removed one is left", async () => {
  await ingestEvents(world, { gateway: "real", events: events("r", ["a", "b", "a"]) });
  const before = await world.rows("SELECT * FROM usage_by_model_day ORDER BY model, day");
  const counts = await world.rows("SELECT * FROM intake_counts");
  const sample = events("s", ["a", "b", "c", "c", "a"]);
  await ingestEvents(world, { gateway: "sample", events: sample });
  await ingestEvents(world, { gateway: "sample", events: sample.map((event) => ({ ...event, promptTokens: 8 })) });
  expect(await countGatewayUsage(world.db, "sample")).toBe(5);

  expect(await world.db.prisma.$transaction((tx) => removeGatewayUsage(tx, "sample"))).toBe(5);

  expect(await world.rows("SELECT * FROM usage_by_model_day ORDER BY model, day")).toEqual(before);
  expect(await world.rows("SELECT * FROM intake_counts")).toEqual(counts);
  expect(
    await world.rows("SELECT FROM usage_keys WHERE gateway = 'sample' UNION ALL SELECT FROM usage_quarantine"),
  ).toEqual([]);
  expect(await countGatewayUsage(world.db, "sample")).toBe(0);
  expect(await ingestEvents(world, { gateway: "sample", events: sample })).toMatchObject(
    sample.map(() => ({ status: "accepted" })),
  );
});
