import { describe, expect, it } from "vitest";
import { countByFilter, filterRows } from "./filter-rows";
import { SyncSearch } from "./sync-search";
import { aSyncRow } from "./testing/a-sync-row";

const FAR = [{ kind: "move", field: "input", move: "tenfold" }] as const;
const ROWS = [
  aSyncRow({ model: "gpt-4o" }),
  aSyncRow({ model: "gpt-far", holds: FAR, isTakenByItself: false }),
  aSyncRow({ model: "bot", replacesOwn: true, holds: FAR, isTakenByItself: false }),
  aSyncRow({ model: "torn", outcome: "conflict", seen: null, isTakenByItself: false }),
  aSyncRow({ model: "lost", outcome: "missing", seen: null, isTakenByItself: false }),
  aSyncRow({ model: "agreed", outcome: "same", seen: null, isTakenByItself: false }),
  aSyncRow({ model: "pinned", outcome: "pinned", seen: null, isTakenByItself: false }),
];
const shown = (search: object) => filterRows(ROWS, SyncSearch.parse(search)).map(({ model }) => model);

describe("the rows of a sync", () => {
  it("are shown as far as they change, or wait for a choice", () => {
    expect(shown({})).toEqual(["gpt-4o", "gpt-far", "bot", "torn"]);
    expect(shown({ show: "undecided" })).toEqual(["gpt-far", "torn"]);
    expect(shown({ show: "own" })).toEqual(["bot"]);
    expect(shown({ show: "left" })).toEqual(["pinned"]);
    expect(shown({ show: "all", q: " GPT " })).toEqual(["gpt-4o", "gpt-far"]);
  });

  it("are counted for each filter, and a hand-written address is the default one", () => {
    expect(countByFilter(ROWS)).toEqual({ changes: 4, undecided: 2, own: 1, unpriced: 1, same: 1, left: 1, all: 7 });
    expect(SyncSearch.parse({ kind: "all", show: "x", from: "tomorrow" })).toMatchObject({
      kind: "providers",
      show: "changes",
      from: "",
    });
  });
});
