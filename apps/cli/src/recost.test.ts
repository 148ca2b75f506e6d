import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenCli, openCli } from "./testing/open-cli";

let server: OpenCli["server"];
let run: OpenCli["run"];
const occurredAt = new Date(Date.now() - 3_600_000).toISOString();
const effectiveFrom = new Date(Date.now() - 7_200_000).toISOString();

beforeAll(async () => {
  ({ server, run } = await openCli());
  const events = [1, 2].map((nth) => ({ requestId: `r${nth}`, model: "made-up", promptTokens: 1_000_000, occurredAt }));
  await run(["usage", "import", "-"], { input: events.map((event) => JSON.stringify(event)).join("\n") });
  const input = "model,provider,inputPer1M\nmade-up,acme,7\n";
  await run(["import", "-", "--from", effectiveFrom], { input });
}, 120_000);
afterAll(() => server.stop());

const recost = async (...args: string[]) => {
  const { code, out, err } = await run(["recost", ...args]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return out;
};

it("says what would change and writes nothing, corrects with a reason, and takes it back", async () => {
  const looked = await recost("--model", "made-up");
  expect(looked).toContain("2 of 2 requests change: 0.01 -> 14 USD (13.99)\n  made-up  2  ");
  expect(looked).toContain("Nothing was written.");
  expect(await recost("--model", "made-up", "--reason", "no", "--dry-run")).toBe(looked);
  const done = await recost("--needs-price", "--reason", "the price was missing");
  expect(done).toMatch(/^2 requests: 0\.01 -> 14 USD\. Take it back with --take-back [\da-f-]{36}\n$/);
  expect(await recost("--model", "made-up", "--reason", "again")).toBe("No request changes.\n");
  const id = done.trim().split(" ").at(-1) ?? "";
  const back = JSON.parse(await recost("--take-back", id, "--reason", "it was another's", "--json"));
  expect(back).toMatchObject({ state: "done", reverses: id, oldUsd: "14", newUsd: "0.01" });
});
