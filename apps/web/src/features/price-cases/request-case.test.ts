import { expect, it } from "vitest";
import { caseOfRequest, freeLabel, whyNoCase } from "./request-case";

it.each([
  [{ costUsd: null, sumOfRequests: null }, null, /no cost/],
  [{ costUsd: "1", sumOfRequests: 10 }, null, /sum of many/],
  [{ costUsd: "0", sumOfRequests: null }, "cache-hit", /from a cache/],
  [{ costUsd: "0", sumOfRequests: null }, "failed-before-tokens", /failed/],
] as const)("%j (%s) can be no case, and says why", (request, freeBecause, reason) => {
  expect(whyNoCase({ request, freeBecause })).toMatch(reason);
});

it("any other can be one, one that cost nothing too", () => {
  expect(whyNoCase({ request: { costUsd: "0", sumOfRequests: null }, freeBecause: null })).toBeNull();
});

it("a request is found by its gateway, too", () => {
  const cases = [{ gateway: "a", requestId: "r" }];
  expect(caseOfRequest(cases, { gateway: "a", requestId: "r" })).toBe(cases[0]);
  expect(caseOfRequest(cases, { gateway: "b", requestId: "r" })).toBeUndefined();
});

it("a label that another case has is not taken, in no set", () => {
  const request = { model: "gpt-4o", gateway: "main", requestId: "r1" };
  const kept = (...labels: string[]) => labels.map((label) => ({ set: "Other", label }));
  expect(freeLabel([], request)).toBe("gpt-4o, r1");
  expect(freeLabel(kept("gpt-4o, r1"), request)).toBe("main: gpt-4o, r1");
  expect(freeLabel(kept("gpt-4o, r1", "main: gpt-4o, r1"), request)).toBe("main: gpt-4o, r1 (2)");
  const long = { ...request, model: "m".repeat(255) };
  const first = freeLabel([], long);
  expect(freeLabel(kept(first), long)).not.toBe(first);
  expect(freeLabel(kept(first), long).length).toBeLessThanOrEqual(255);
});
