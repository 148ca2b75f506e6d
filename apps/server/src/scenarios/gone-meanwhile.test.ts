/** Of two people who remove or rename the same thing at once, the second is told in words. */
import { WhatIfQuestion } from "@ratecard/contract";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createCustomName, removeCustomName, updateCustomName } from "#server/features/discovery/edit-custom-names";
import { createServer, removeServer } from "#server/features/discovery/edit-servers";
import { changeView, removeView, saveView } from "#server/features/spend/views/saved-views";
import { removeWhatIf, saveWhatIf } from "#server/features/what-if/kept-what-ifs";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let world: TestContext;
beforeAll(async () => {
  world = await createTestContext();
});
afterAll(() => world.close());

let count = 0;
const next = () => `name ${(count += 1)}`;
const server = () =>
  createServer(world.ctx, { name: next(), kind: "litellm", isActive: true, baseUrl: `http://127.0.0.1:9/${count}` });
const customName = async () => {
  const { id: serverId } = await server();
  return createCustomName(world.ctx, { customName: next(), serverId, actualModel: "gpt-4o" });
};
const view = () => saveView(world.ctx, { name: next(), search: "group=model", isShared: false });
const question = WhatIfQuestion.parse({
  from: "2026-01-01",
  to: "2026-01-31",
  change: { kind: "adjustment", provider: "openai", terms: { discountPercent: "5" } },
});
const whatIf = () => saveWhatIf(world.ctx, { name: next(), question, isShared: false });

const refusalsOf = async (works: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(works)).flatMap((each) => (each.status === "rejected" ? [each.reason as unknown] : []));

test.each([
  ["a server", server, removeServer],
  ["a custom name", customName, removeCustomName],
  ["a saved view", view, removeView],
  ["a what-if", whatIf, removeWhatIf],
] as const)("%s that is removed twice", async (_what, make, remove) => {
  const { id } = await make();
  expect(await refusalsOf([remove(world.ctx, { id }), remove(world.ctx, { id })])).toMatchObject([
    { code: "NOT_FOUND" },
  ]);
});

test("what is changed while it is removed", async () => {
  const { id } = await view();
  const renamed = changeView(world.ctx, { id, name: next(), isShared: true });
  for (const refusal of await refusalsOf([removeView(world.ctx, { id }), renamed]))
    expect(refusal).toMatchObject({ code: "NOT_FOUND" });
  const made = await customName();
  const updated = updateCustomName(world.ctx, { id: made.id, actualModel: "gpt-4o-mini" });
  const refusals = await refusalsOf([removeCustomName(world.ctx, { id: made.id }), updated]);
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: "NOT_FOUND" });
});

test("a custom name for a server that is removed meanwhile", async () => {
  const { id: serverId } = await server();
  const remover = await world.database.pool.connect();
  await remover.query("BEGIN");
  await remover.query("DELETE FROM litellm_servers WHERE id = $1", [serverId]);
  const made = refusalsOf([createCustomName(world.ctx, { customName: next(), serverId, actualModel: "gpt-4o" })]);
  await vi.waitFor(async () => {
    const waiting = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
    expect((await remover.query(waiting)).rowCount).toBe(1);
  });
  await remover.query("COMMIT");
  remover.release();
  expect(await made).toMatchObject([{ code: "NOT_FOUND", details: { what: "server", name: serverId } }]);
});

test("two views that get one name at once", async () => {
  const [one, other, name] = [await view(), await view(), next()];
  const rename = ({ id }: { id: string }) => changeView(world.ctx, { id, name, isShared: false });
  expect(await refusalsOf([rename(one), rename(other)])).toMatchObject([{ code: "ALREADY_EXISTS" }]);
});
