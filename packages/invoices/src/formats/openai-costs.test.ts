/** Line items as live organizations have them; amounts and ids are invented. Sources: see openai-costs.ts. */
import { expect, it } from "vitest";
import { lines, readInvoice, rowsOf } from "../testing/read-invoice";

const DAY = 1_790_812_800;

async function rowOf(lineItem: string) {
  const result = { amount: { value: "1.5", currency: "usd" }, line_item: lineItem, quantity: 1000 };
  const page = { data: [{ start_time: DAY, end_time: DAY + 86_400, results: [result] }] };
  const [sum] = (await readInvoice("costs.json", JSON.stringify(page))).summed.sums;
  if (!sum) throw new Error("no sum");
  return sum;
}

async function partsOf(lineItem: string) {
  const { model, kind, quantity } = await rowOf(lineItem);
  return [model, kind, quantity].join(" | ");
}

it.each([
  ["priority | gpt-5.4-2026-03-05, input", "gpt-5.4-2026-03-05 | input | 1000"],
  ["flex | gpt-5-mini, output", "gpt-5-mini | output | 1000"],
  ["gpt-4o, input, long context", "gpt-4o | input | 1000"],
  ["priority | gpt-5.6-sol, cached input, long context", "gpt-5.6-sol | cacheRead | 1000"],
])("%s was no usage for its tier or its context, and is %s", async (lineItem, parts) => {
  expect(await partsOf(lineItem)).toBe(parts);
});

it.each([
  ["gpt-4o-mini-2024-07-18, cached input", "gpt-4o-mini-2024-07-18 | cacheRead | 1000"],
  ["gpt-5, output_tokens", "gpt-5 | output | 1000"],
  ["gpt-5.6-sol, cache writes", "gpt-5.6-sol | cacheWrite | 1000"],
])("%s is %s", async (lineItem, parts) => {
  expect(await partsOf(lineItem)).toBe(parts);
});

it.each([
  ["gpt-audio-mini-2025-12-15 audio, input", "gpt-audio-mini-2025-12-15 | audioInput | 1000"],
  ["gpt-realtime-1.5 audio, output", "gpt-realtime-1.5 | audioOutput | 1000"],
  ["gpt-image-1.5 image, output", "gpt-image-1.5 | imageOutput | 1000"],
  ["gpt-image-1.5 text, cached input", "gpt-image-1.5 | cacheRead | 1000"],
  ["gpt-image-1.5 text, input", "gpt-image-1.5 | input | 1000"],
])("%s had its medium in the model's name, and is %s", async (lineItem, parts) => {
  expect(await partsOf(lineItem)).toBe(parts);
});

it.each([
  ["web search tool calls", "not-usage"],
  ["evals | gpt-4o-2024-08-06, input", "not-usage"],
  ["dall-e-3", "all"],
])("%s stays under its own name, and what it counts is no token: %s", async (lineItem, kind) => {
  expect(await rowOf(lineItem)).toMatchObject({ model: lineItem, kind, quantity: null });
});

it("seconds of a recording were its tokens", async () => {
  expect(await rowOf("whisper-1, audio")).toMatchObject({ model: "whisper-1", kind: "all", quantity: null });
});

it("a console's export of October 2025, not grouped, with days without costs, is one sum a day", async () => {
  const { opened, summed } = await readInvoice(
    "cost.tsv",
    lines(
      "start_time\tend_time\tstart_time_iso\tend_time_iso\tamount_value\tamount_currency\tline_item\tproject_id\torganization_id\torganization_name",
      "1759622400\t1759708800\t2025-10-05T00:00:00+00:00\t2025-10-06T00:00:00+00:00\t0.8958740000000000\tusd\t\t\torg-1\tAcme",
      "1759708800\t1759795200\t2025-10-06T00:00:00+00:00\t2025-10-07T00:00:00+00:00\t\t\t\t\t\t",
    ),
  );
  expect(opened.format).toBe("openai-costs");
  expect(rowsOf(summed)).toEqual(["2025-10-05 | openai |  | all | - | 0.895874"]);
  expect(summed).toMatchObject({ unreadCount: 0, total: "0.895874" });
});
