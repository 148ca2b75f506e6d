import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { changeView, listViews, removeView, saveView } from "./saved-views";

let world: TestContext;
beforeAll(async () => {
  world = await createTestContext();
});
afterAll(() => world.close());

const names = async (role: "viewer" | "finance" | "admin") =>
  (await listViews(world.as(role))).map(({ name, owner, mayChange }) => [name, owner, mayChange]);

test("a view is its owner's, until it is shared; then everybody sees it and who shares it", async () => {
  const mine = await saveView(world.as("viewer"), { name: "Mine", search: "group=team", isShared: false });
  expect(await names("viewer")).toEqual([["Mine", "viewer@example.com", true]]);
  expect(await names("finance")).toEqual([]);
  await changeView(world.as("viewer"), { id: mine.id, name: "Teams", isShared: true });
  expect(await names("finance")).toEqual([["Teams", "viewer@example.com", false]]);
  expect(await names("admin")).toEqual([["Teams", "viewer@example.com", true]]);
});

test("saved once more under its name, it asks something else; a name belongs to one view of its owner", async () => {
  const first = await saveView(world.as("finance"), { name: "Cost", search: "metric=costUsd", isShared: false });
  const again = await saveView(world.as("finance"), { name: "Cost", search: "metric=requests", isShared: false });
  expect(again).toMatchObject({ id: first.id, search: "metric=requests" });
  await saveView(world.as("admin"), { name: "Cost", search: "", isShared: false });
  const other = await saveView(world.as("finance"), { name: "Other", search: "", isShared: false });
  await expect(changeView(world.as("finance"), { id: other.id, name: "Cost", isShared: false })).rejects.toMatchObject({
    code: "ALREADY_EXISTS",
  });
});

test("nobody changes a view of somebody else, but an admin one that is shared; all of it is in the audit log", async () => {
  const own = await saveView(world.as("viewer"), { name: "Private", search: "", isShared: false });
  const shared = await saveView(world.as("viewer"), { name: "Public", search: "", isShared: true });
  for (const role of ["finance", "admin"] as const) {
    await expect(removeView(world.as(role), { id: own.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await expect(removeView(world.as("finance"), { id: shared.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await removeView(world.as("admin"), { id: shared.id });
  await removeView(world.as("viewer"), { id: own.id });
  const { rows } = await world.database.pool.query<{ action: string }>(
    "SELECT action FROM audit_log WHERE subject IN ('Private', 'Public') ORDER BY seq",
  );
  expect(rows.map(({ action }) => action)).toEqual([
    "spend-view.save",
    "spend-view.save",
    "spend-view.remove",
    "spend-view.remove",
  ]);
});
