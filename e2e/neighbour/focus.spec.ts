/** The FOCUS file of real bookings before the official validator. */
import { writeFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { SET_UP } from "../server/people";
import { BEARER, reportUsage, setPrice } from "../server/rest-calls";
import { startServer, type TestServer } from "../server/start-server";
import { installFocusValidator, validateFocus } from "./validate-focus";

/** Rules that a file of the ledger cannot meet, each with its reason. */
const UNAVOIDABLE: Readonly<Record<string, string>> = {
  "InvoiceId-C-005-C": "asks every row for an invoice, whether there is one or not; the ledger makes none",
};

let server: TestServer;
let folder: string;

test.beforeAll(async () => {
  test.setTimeout(20 * 60_000);
  const installed = await installFocusValidator();
  if (!installed.isInstalled) process.stdout.write(`The FOCUS suite is skipped. ${installed.reason}\n`);
  test.skip(!installed.isInstalled, installed.isInstalled ? "" : installed.reason);
  if (!installed.isInstalled) return;
  folder = installed.folder;
  server = await startServer(SET_UP);
});

test.afterAll(() => server?.stop());

test("a file of exact, free, default-priced and unpriced requests breaks no rule that it can keep", async ({
  playwright,
}, info) => {
  const http = await playwright.request.newContext({ baseURL: server.url });
  await setPrice(http, "focus-exact", { provider: "acme", inputPer1M: "3", outputPer1M: "15" });
  await setPrice(http, "focus-free", { provider: "acme", inputPer1M: "0", outputPer1M: "0" });
  const models = ["focus-exact", "focus-free", "focus-guessed", "12345"];
  await reportUsage(
    http,
    Array.from({ length: 400 }, (_, index) => ({
      requestId: `focus-${index}`,
      model: models[index % models.length],
      occurredAt: new Date(Date.UTC(2026, 0, 20 + (index % 25), index % 24)).toISOString(),
      ...(index % 3 > 0 && { team: index % 3 === 1 ? "007" : "red" }),
      ...(index % 10 > 0 && { promptTokens: 1000 + index, completionTokens: index % 7 }),
    })),
  );
  const answer = await http.get("/api/admin/focus.csv?from=2026-01-01&to=2026-02-28", { headers: BEARER });
  expect(answer.headers()["content-type"]).toContain("text/csv");
  const file = info.outputPath("focus.csv");
  await writeFile(file, await answer.body());
  const verdict = await validateFocus(folder, file);
  expect(verdict.failedRules.filter((rule) => UNAVOIDABLE[rule] === undefined)).toEqual([]);
  expect(verdict.failed).toBe(verdict.failedRules.length);
  expect(verdict.passed).toBeGreaterThan(180);
});
