/** A correction of some days, and the zone that days are of. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeZone } from "#server/features/ledger-zone/change-zone";
import { confirmRecost } from "#server/features/recost/confirm-recost";
import { previewRecost, requireRun } from "#server/features/recost/preview-recost";
import { ingestEvents } from "#server/features/usage/take-usage";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice } from "#server/testing/prices";
import { refusalOf } from "#server/testing/refusal-of";

let world: TestContext;
beforeAll(async () => {
  world = await createTestContext();
  const events = [1, 10, 20, 23].map((hour) => ({
    requestId: `at ${hour}`,
    model: "m",
    occurredAt: `2026-03-10T${String(hour).padStart(2, "0")}:30:00Z`,
    promptTokens: 1_000_000,
    completionTokens: 0,
  }));
  await ingestEvents(world.services, { gateway: "g", events });
  await createPrice(world.ctx, { model: "m", input: { provider: "house", inputPer1M: "3", outputPer1M: "1" } });
});
afterAll(() => world.close());

async function lookedAt(scope: object) {
  const { id } = await previewRecost(world.ctx, { scope });
  await expect.poll(async () => (await requireRun(world.ctx, id)).state).toBe("previewed");
  return { id, looked: (await requireRun(world.ctx, id)).preview?.looked };
}
const confirm = (id: string) => confirmRecost(world.ctx, { id, reason: "it has a price" });

test("a dry run of days of another zone is made anew; one without days, or of hours, holds", async () => {
  const day = { from: "2026-03-10", to: "2026-03-10" };
  const inUtc = await lookedAt(day);
  const ofHours = await lookedAt({ from: "2026-03-10T20:00:00Z", to: "2026-03-10T21:00:00Z" });
  await changeZone(world.ctx, { zone: "Asia/Tokyo" });
  expect([inUtc.looked, (await lookedAt(day)).looked]).toEqual([4, 2]);
  await expect(confirm(inUtc.id).catch(refusalOf)).resolves.toBe("id: run-days-moved");
  await confirm(ofHours.id);
  await expect.poll(async () => (await requireRun(world.ctx, ofHours.id)).state).toBe("done");
});

test("the zone waits while costs of days are corrected", async () => {
  await world.database.pool.query(
    `INSERT INTO recost_runs (scope, created_by, price_version, state, reason, confirmed_by)
     VALUES ('{"from": "2026-03-10"}', 'x', 1, 'running', 'r', 'c')`,
  );
  await expect(changeZone(world.ctx, { zone: "UTC" })).rejects.toMatchObject({ code: "JOB_RUNNING" });
  await world.database.pool.query("DELETE FROM recost_runs WHERE created_by = 'x'");
  expect(await changeZone(world.ctx, { zone: "UTC" })).toMatchObject({ zone: "UTC" });
});
