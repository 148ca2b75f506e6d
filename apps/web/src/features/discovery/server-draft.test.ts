import { CreateServer } from "@ratecard/contract";
import { describe, expect, it } from "vitest";
import { isOtherOrigin, newServer, serverDraft, serverUpdate } from "./server-draft";

const STORED = {
  name: "gateway",
  kind: "litellm",
  baseUrl: "http://localhost:4000",
  isActive: true,
  supportedModels: ["a", "b"],
} as const;

describe("a server as it is typed", () => {
  it("sends only what differs, and no key that was not typed", () => {
    expect(serverUpdate(serverDraft(STORED), STORED)).toEqual({});
    const typed = { ...serverDraft(STORED), name: "other", apiKey: "sk-1", supportedModels: "b\n\n a \nb\nc" };
    expect(serverUpdate(typed, STORED)).toEqual({ name: "other", apiKey: "sk-1", supportedModels: ["b", "a", "c"] });
  });

  it("forgets the stored key only when the box is ticked, and a typed key wins", () => {
    const draft = { ...serverDraft(STORED), forgetsKey: true };
    expect(serverUpdate(draft, STORED)).toEqual({ apiKey: null });
    expect(serverUpdate({ ...draft, apiKey: "sk-1" }, STORED)).toEqual({ apiKey: "sk-1" });
  });

  it("is checked field by field, and an empty key is none", () => {
    const parsed = CreateServer.safeParse(newServer({ ...serverDraft(null), apiKey: "two words" }));
    expect(parsed.error?.issues.map(({ path }) => path.join(".")).sort()).toEqual(["apiKey", "baseUrl", "name"]);
  });

  it.each([
    ["http://localhost:4000/v1", false],
    ["http://localhost:4001", true],
    ["https://localhost:4000", true],
    ["http://loc", true],
    ["http:/", false],
    ["", false],
  ])("%s is another origin: %s", (typed, expected) => {
    expect(isOtherOrigin(typed, STORED.baseUrl)).toBe(expected);
  });
});
