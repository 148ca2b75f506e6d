import { describe, expect, it, test } from "vitest";
import { createCatalogView, type Snapshot } from "./create-catalog-view";
import { catalogIndex } from "./testing/catalog-text";

const snapshot = (id: string, inForceFrom: number, inForceUntil: number | null, key: string): Snapshot => ({
  id,
  source: "test",
  fetchedAt: inForceFrom,
  inForceFrom,
  inForceUntil,
  index: catalogIndex({ always: '"input_cost_per_token": 1e-6', [key]: '"input_cost_per_token": 1e-6' }),
});

const first = snapshot("first", 100, 200, "old");
const second = snapshot("second", 200, null, "new");

describe.each([[[first, second]], [[second, first]]])("snapshots in any order", (snapshots) => {
  const view = createCatalogView(snapshots);
  it.each([
    [0, "first", true],
    [99, "first", true],
    [100, "first", false],
    [199, "first", false],
    [200, "second", false],
    [1e15, "second", false],
  ])("at %d: %s, postdates %s", (at, id, postdatesEvent) => {
    expect(view.lookup("always", at)).toMatchObject({ snapshotId: id, postdatesEvent });
    expect(view.snapshotAt(at)).toMatchObject({ snapshotId: id, postdatesEvent, entryCount: 2 });
  });

  test("a key lives only in its snapshot", () => {
    expect(view.lookup("old", 250)).toBeUndefined();
    expect(view.lookup("new", 150)).toBeUndefined();
    expect([...view.keysAt(250)]).toEqual(["always", "new"]);
  });

  test("an answer is stable exactly within its window", () => {
    expect(view.snapshotAt(50)).toMatchObject({ stableFrom: Number.NEGATIVE_INFINITY, stableUntil: 100 });
    expect(view.snapshotAt(150)).toMatchObject({ stableFrom: 100, stableUntil: 200 });
    expect(view.snapshotAt(250)).toMatchObject({ stableFrom: 200, stableUntil: Number.POSITIVE_INFINITY });
  });
});

test("no snapshot, no answer", () => {
  const view = createCatalogView([]);
  expect(view.lookup("always", 0)).toBeUndefined();
  expect(view.snapshotAt(0)).toBeUndefined();
  expect([...view.keysAt(0)]).toEqual([]);
});

test("the bundled list prices only while nothing was fetched: then the first fetched one is the first", () => {
  const bundled = { ...snapshot("bundled", 100, 200, "old"), source: "bundled" };
  const view = createCatalogView([bundled, second]);
  expect(view.lookup("new", 0)).toMatchObject({ snapshotId: "second", postdatesEvent: true });
  expect(view.lookup("new", 150)).toMatchObject({ snapshotId: "second", postdatesEvent: true });
  expect(view.lookup("old", 150)).toBeUndefined();
  expect(view.snapshotAt(250)).toMatchObject({ snapshotId: "second", postdatesEvent: false });
  expect(createCatalogView([bundled]).lookup("old", 0)).toMatchObject({ snapshotId: "bundled" });
});
