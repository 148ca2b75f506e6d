import { expect, it } from "vitest";
import { withUrl } from "./typed-text";

const typed = { q: "", text: "abc", sent: "ab" };

it("a key pressed before the URL has the last ones is not undone", () => {
  expect(withUrl(typed, "ab")).toEqual({ q: "ab", text: "abc", sent: "ab" });
});

it("a link or a button brings the text of its own", () => {
  const linked = withUrl({ ...typed, q: "ab" }, "cd");
  expect(linked.text).toBe("cd");
  expect(withUrl(linked, "ab").text).toBe("ab");
});

it("nothing changes while the URL stays", () => {
  expect(withUrl(typed, "")).toBe(typed);
});
