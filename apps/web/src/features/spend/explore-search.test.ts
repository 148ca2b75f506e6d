import { MOST_LEFT_OUT } from "@ratecard/contract";
import { describe, expect, it } from "vitest";
import { leavingOut } from "./explore-search";

describe("the names in Other", () => {
  it("are those that are not shown, nor left out already", () => {
    expect(leavingOut({}, ["model"], ["a", "b"])).toEqual({ notModel: ["a", "b"] });
    expect(leavingOut({ notTeam: ["a"], notModel: ["c"] }, ["team"], ["b", ""])).toEqual({ notTeam: ["a", "b", ""] });
  });

  it.each([
    [["tag"], ["a"]],
    [
      ["model", "team"],
      ["a", "b"],
    ],
    [[], []],
    [["user"], Array.from({ length: MOST_LEFT_OUT + 1 }, (_, index) => String(index))],
  ] as const)("by %j, no filter leaves out exactly what is shown", (groups, shown) => {
    expect(leavingOut({}, groups, shown)).toBeNull();
  });
});
