import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CATALOG_FILE, PRICE_CHANGES_FILE, sharedText } from "@ratecard/catalog/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { reviewState } from "./catalog-state";
import { acceptChanges } from "./decide-changes";
import { refreshCatalog } from "./refresh-catalog";

const [catalogText, editsText] = [sharedText(CATALOG_FILE), sharedText(PRICE_CHANGES_FILE)];

const Catalog = z.record(z.string(), z.record(z.string(), z.unknown()));
const Edit = z.object({ key: z.string(), field: z.string(), old: z.number(), new: z.number() });
/** Two edits are of objects (prices by search size); those are left out. */
const Edits = z.object({ changes: z.array(Edit.or(z.unknown().transform(() => null))) });

const TENFOLD = 10;
const isSuspicious = (from: number, to: number) =>
  from === 0 ? to !== 0 : to === 0 || to / from >= TENFOLD || from / to >= TENFOLD;

describe.runIf(catalogText !== undefined && editsText !== undefined)("real edits on the real catalogue", () => {
  let test: TestContext;
  /** The second list has prices by date. */
  const then = () => ({ ...test.ctx, clock: () => new Date("2026-08-01T00:00:00Z") });
  let folder: string;
  const catalog = Catalog.parse(JSON.parse(catalogText ?? "{}"));
  /** The last edit of each field of a model that the catalogue still lists. */
  const edits = new Map(
    Edits.parse(JSON.parse(editsText ?? '{"changes":[]}'))
      .changes.flatMap((edit) => (edit && edit.key in catalog ? [edit] : []))
      .map((edit) => [`${edit.key} ${edit.field}`, edit]),
  );

  const withPrices = (which: "old" | "new") => {
    const copy = new Map(Object.entries(catalog));
    for (const edit of edits.values()) copy.set(edit.key, { ...copy.get(edit.key), [edit.field]: edit[which] });
    return JSON.stringify(Object.fromEntries(copy));
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ratecard-edits-"));
    test = await createTestContext({ LITELLM_CATALOG_URL: pathToFileURL(join(folder, "prices.json")).href });
    await writeFile(join(folder, "prices.json"), withPrices("old"));
    await refreshCatalog(then());
  });

  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });

  it("hold what looks like a mistake on sight, then apply corrections and ordinary moves, and accept the rest at once", async () => {
    expect((await reviewState(test.ctx)).waiting).toHaveLength(105);
    await writeFile(join(folder, "prices.json"), withPrices("new"));
    await refreshCatalog(then());
    const { waiting, snapshots } = await reviewState(test.ctx);
    const moved = waiting.filter(({ kind }) => kind === "changed");
    const suspicious = new Set(
      [...edits.values()].filter((edit) => isSuspicious(edit.old, edit.new)).map(({ key }) => key),
    );
    expect(suspicious.size).toBeGreaterThan(10);
    expect(moved.filter(({ key }) => !suspicious.has(key)).map(({ key }) => key)).toEqual([]);
    expect(snapshots[0]?.counts).toEqual({ added: 105, removed: 0, restored: 0, changed: 191, held: 51 });
    await acceptChanges(test.ctx, { changeIds: waiting.map(({ changeId }) => changeId) });
    expect((await reviewState(test.ctx)).waiting).toEqual([]);
    await writeFile(join(folder, "prices.json"), `${withPrices("new")}\n`);
    await refreshCatalog(then());
    expect((await reviewState(test.ctx)).snapshots[0]?.counts).toBeNull();
  });
});
