import { expect, it } from "vitest";
import { aTabStorage } from "./testing/a-tab-storage";
import { forgetInTab, forgetTab, keepInTab, keptInTab, MOST_KEPT_CHARACTERS } from "./tab-memory";

it("keeps a text for one person only, until it is forgotten", () => {
  const storage = aTabStorage();
  expect(keepInTab("ada", "file", "model\nx", storage)).toBe("kept");
  expect(keptInTab("ada", "file", storage)).toBe("model\nx");
  expect(keptInTab("bob", "file", storage)).toBeNull();
  forgetInTab("ada", "file", storage);
  expect(keptInTab("ada", "file", storage)).toBeNull();
});

it("forgets all of it at once, and nothing of others", () => {
  const storage = aTabStorage();
  keepInTab("ada", "file", "1", storage);
  keepInTab("ada", "choices", "2", storage);
  storage.setItem("somebody-elses", "3");
  forgetTab(storage);
  expect([keptInTab("ada", "file", storage), keptInTab("ada", "choices", storage)]).toEqual([null, null]);
  expect(storage.getItem("somebody-elses")).toBe("3");
});

it("answers what is not kept, and leaves nothing older in its place", () => {
  const full = aTabStorage(5);
  keepInTab("ada", "file", "old", full);
  expect(keepInTab("ada", "file", "much longer", full)).toBe("no-room");
  expect(keptInTab("ada", "file", full)).toBeNull();
  const storage = aTabStorage();
  expect(keepInTab("ada", "file", "x".repeat(MOST_KEPT_CHARACTERS), storage)).toBe("kept");
  expect(keepInTab("ada", "file", "x".repeat(MOST_KEPT_CHARACTERS + 1), storage)).toBe("too-long");
  expect(keptInTab("ada", "file", storage)).toBeNull();
  expect([keepInTab("ada", "file", "x", null), keptInTab("ada", "file", null)]).toEqual(["no-room", null]);
});
