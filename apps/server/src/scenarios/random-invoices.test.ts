/**
 * An invoice that is the ledger with known alterations, in the form of each provider: the parts add up to the difference, the alteration
 * with most money is named first, the file says what the screen says, and each row is counted once.
 * Units   pico-USD; tokens. Time: days of UTC; each run has days of its own.
 */
import { addDays, AddReconciliation, billsModel } from "@ratecard/contract";
import { openInvoice, VARIANCE_PARTS } from "@ratecard/invoices";
import { decimal, divideDecimal, formatDecimal, formatUsd, parseSignedUsd, picoUsd, toPico } from "@ratecard/money";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { comparisonCsv } from "#server/features/reconciliation/comparison-csv";
import { findDays } from "#server/features/reconciliation/find-days";
import { addReconciliation } from "#server/features/reconciliation/reconciliations";
import { ingestEvents } from "#server/features/usage/take-usage";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { FILE_FORMS, type FileLine } from "#server/testing/invoice-files";
import { createPrice } from "#server/testing/prices";

let world: TestContext;
const START = addDays(new Date().toISOString().slice(0, "2026-01-31".length), -400);

/** pico-USD a token. */
const RATES: Readonly<Record<FileLine["kind"], bigint>> = {
  input: 3_000_000n,
  cacheRead: 300_000n,
  output: 15_000_000n,
};
const KINDS = ["input", "cacheRead", "output"] as const;

beforeAll(async () => {
  world = await createTestContext();
  const input = { inputPer1M: "3", cacheReadPer1M: "0.3", outputPer1M: "15", effectiveFrom: `${START}T00:00:00Z` };
  const models = [...new Set(FILE_FORMS.flatMap((form) => form.models))];
  for (const model of models) await createPrice(world.ctx, { model, input });
  await world.services.prices.refresh();
});
afterAll(() => world.close());

const thousands = (least: number) => fc.integer({ min: least, max: 5000 }).map((count) => count * 1000);
const anyRequest = fc.record({
  model: fc.nat(2),
  day: fc.nat(3),
  hour: fc.nat(23),
  input: thousands(1),
  cacheRead: thousands(0),
  output: thousands(1),
});
/** So that the file is of all four days, whatever is left out of it. */
const EDGES = [0, 3].map((day) => ({ model: 0, day, hour: 12, input: 1000, cacheRead: 0, output: 1000 }));
const requestsOf = fc.array(anyRequest, { maxLength: 12 }).map((requests) => [...requests, ...EDGES]);
const alterations = fc.record({
  form: fc.constantFrom(...FILE_FORMS),
  /** Percent of our price, of the output of the first model. */
  price: fc.constantFrom(100n, 100n, 50n, 99n, 110n, 200n),
  /** Percent of the tokens that we have, of the input of the second model. */
  volume: fc.constantFrom(100n, 100n, 0n, 50n, 101n, 300n),
  isUnbilled: fc.boolean(),
  extraUsd: fc.constantFrom(0n, 0n, 1n, 250n),
  creditUsd: fc.constantFrom(0n, 0n, 1n, 300n),
  decimals: fc.constantFrom(12, 6, 4, 2),
  /** USD for one of the currency, and its inverse in tenths. */
  currency: fc.constantFrom(
    ["USD", null, 10n],
    ["USD", null, 10n],
    ["EUR", "1.25", 8n],
    ["GBP", "0.5", 20n],
  ) as fc.Arbitrary<[string, string | null, bigint]>,
  isLate: fc.boolean(),
  zone: fc.constantFrom("UTC", "UTC", "America/Los_Angeles"),
  empty: fc.nat(2),
  headers: fc.nat(2),
  services: fc.nat(2),
});
type Alterations = typeof alterations extends fc.Arbitrary<infer Value> ? Value : never;
type Request = typeof anyRequest extends fc.Arbitrary<infer Value> ? Value : never;

let runs = 0;

async function book(requests: readonly Request[], form: Alterations["form"], first: string) {
  const events = requests.map(({ model, day, hour, input, cacheRead, output }, index) => ({
    requestId: `${runs}-${index}`,
    model: form.models[model] ?? "",
    provider: "acme",
    promptTokens: input + cacheRead,
    cacheReadTokens: cacheRead,
    completionTokens: output,
    occurredAt: `${addDays(first, day)}T${String(hour).padStart(2, "0")}:30:00Z`,
  }));
  await ingestEvents(world.services, { gateway: "g", events });
}

type Billed = Readonly<{ model: number; day: string; kind: FileLine["kind"]; tokens: bigint; usd: bigint }>;

const PACIFIC_HOURS = 8;

/** What the ledger has, by days of the zone, as the provider counts it. */
function billedOf(
  requests: readonly Request[],
  { price, volume, isUnbilled, isLate, zone }: Alterations,
  first: string,
): readonly Billed[] {
  const sums = new Map<string, Billed>();
  for (const request of requests) {
    const isBefore = zone !== "UTC" && request.hour < PACIFIC_HOURS;
    const index = request.day - (isBefore ? 1 : 0);
    if (index < 0 || (isUnbilled && request.model === 2)) continue;
    const day = addDays(first, isLate && index > 0 ? Math.min(index + 1, 3) : index);
    for (const kind of KINDS) {
      const counted = BigInt(request[kind]) * (request.model === 1 && kind === "input" ? volume : 100n);
      const rate = RATES[kind] * (request.model === 0 && kind === "output" ? price : 100n);
      const key = `${request.model} ${day} ${kind}`;
      const known = sums.get(key) ?? { model: request.model, day, kind, tokens: 0n, usd: 0n };
      const tokens = counted / 100n;
      sums.set(key, { ...known, tokens: known.tokens + tokens, usd: known.usd + (tokens * rate) / 100n });
    }
  }
  return [...sums.values()].filter(({ tokens }) => tokens > 0n);
}

const costText = (usd: bigint, { currency, decimals }: Alterations): string =>
  formatDecimal(divideDecimal(decimal(usd * currency[2], 13), 1n, decimals));

function fileOf(billed: readonly Billed[], altered: Alterations, first: string): readonly string[] {
  const { form, extraUsd, creditUsd, currency, empty, headers, services } = altered;
  const [code] = currency;
  const text = (usd: bigint) => costText(usd, altered);
  const DOLLAR = 1_000_000_000_000n;
  const lineOf = ({ model, ...line }: Billed, cost: string) =>
    form.line({ ...line, model: form.models[model] ?? "", cost }, code);
  const unknown = {
    day: first,
    model: "unknown",
    kind: "input",
    tokens: 1000n,
    cost: text(extraUsd * DOLLAR),
  } as const;
  const [some] = billed;
  return [
    ...billed.map((line) => lineOf(line, text(line.usd))),
    ...(extraUsd > 0n ? [form.line(unknown, code)] : []),
    ...(creditUsd > 0n ? [form.credit({ day: first, cost: text(-creditUsd * DOLLAR) }, code)] : []),
    ...Array.from({ length: some ? empty : 0 }, () => (some ? lineOf(some, "") : "")).map((line) =>
      line.replace(":,", ':"",'),
    ),
    ...Array.from({ length: form.header === null ? 0 : headers }, () => form.header ?? ""),
    ...Array.from(
      { length: form.service ? services : 0 },
      () => form.service?.({ day: first, cost: text(777n * DOLLAR) }, code) ?? "",
    ),
  ];
}

async function* pieces(text: string) {
  for (let at = 0; at < text.length; at += 50) yield text.slice(at, at + 50);
}

async function readFile({ form }: Alterations, rows: readonly string[]) {
  const text = [...(form.header === null ? [] : [form.header]), ...rows].join("\n");
  const opened = await openInvoice([{ name: form.fileName, chunks: pieces(text) }]);
  expect(opened).toMatchObject({ ok: true, format: form.format });
  const summed = opened.ok ? await opened.sumUp() : { problem: opened.problem };
  if (!opened.ok || "problem" in summed) throw new Error(JSON.stringify(summed));
  expect(summed).toMatchObject({ unreadCount: 0 });
  expect(summed.lines + summed.unbilledLines).toBe(rows.length);
  return { taken: opened.taken, summed };
}

const valueOf = (usd: string): bigint => {
  const parsed = parseSignedUsd(usd);
  if (!parsed.ok) throw new Error(`${usd} is no amount`);
  return toPico(parsed.value);
};
const added = (amounts: readonly string[]): string =>
  formatUsd(picoUsd(amounts.reduce((sum, usd) => sum + valueOf(usd), 0n)));

test("is split to the last digit, and told by what differs most", async () => {
  await fc.assert(
    fc.asyncProperty(requestsOf, alterations, async (requests, altered) => {
      const first = addDays(START, runs * 7);
      runs += 1;
      const billed = billedOf(requests, altered, first);
      await book(requests, altered.form, first);
      const rows = fileOf(billed, altered, first);
      const { taken, summed } = await readFile(altered, rows);
      const [currency, usdPerUnit] = altered.currency;
      const invoice = AddReconciliation.parse({
        fileName: altered.form.fileName,
        fileBytes: 1,
        fileLines: summed.lines,
        digest: summed.digest,
        format: altered.form.format,
        taken,
        currency,
        usdPerUnit,
        zone: altered.zone,
        providers: ["acme"],
        sums: summed.sums,
      });
      const { id, comparison } = await addReconciliation(world.ctx, invoice);
      const { parts, models, notUsage, otherServices = [], varianceUsd, invoiceUsd, ledgerUsd } = comparison;

      expect(added(VARIANCE_PARTS.map((part) => parts[part]))).toBe(varianceUsd);
      expect(valueOf(invoiceUsd) - valueOf(ledgerUsd)).toBe(valueOf(varianceUsd));
      expect(added([...models, ...notUsage.map(({ usd }) => ({ invoiceUsd: usd }))].map((row) => row.invoiceUsd))).toBe(
        invoiceUsd,
      );
      expect(added(comparison.findings.map(({ usd }) => usd))).toBe(varianceUsd);
      for (const model of models)
        expect(added(VARIANCE_PARTS.map((part) => model.parts[part]))).toBe(model.varianceUsd);

      const ofServices = otherServices.reduce((lines, each) => lines + each.lines, 0);
      expect(ofServices).toBe(summed.linesOfServices);
      const ofModels = summed.sums.flatMap(({ kind, model }) => (billsModel(kind) ? [model] : []));
      expect(new Set(models.flatMap(({ billedNames }) => billedNames))).toEqual(new Set(ofModels));

      for (const { name, ...model } of models.slice(0, 1)) {
        const days = await findDays(world.ctx, { id, model: name });
        expect(added(days.map((day) => day.invoiceUsd))).toBe(model.invoiceUsd);
        expect(added(days.map((day) => day.ledgerUsd))).toBe(model.ledgerUsd);
      }

      expectSameFile(comparison);
      expectNamed(comparison, altered, billed, requests);
    }),
    { numRuns: 20, endOnFailure: true },
  );
}, 120_000);

type Kept = Awaited<ReturnType<typeof addReconciliation>>["comparison"];

function expectSameFile(comparison: Kept): void {
  const rows: Record<string, string>[] = parse(comparisonCsv(comparison), { columns: true });
  const of = (part: string, field: string) => rows.flatMap((row) => (row.part === part ? [row[field]] : []));
  expect(of("total", "varianceUsd")).toEqual([comparison.varianceUsd]);
  for (const part of VARIANCE_PARTS) expect(of("total", part)).toEqual([comparison.parts[part]]);
  expect(of("finding", "varianceUsd")).toEqual(comparison.findings.map(({ usd }) => usd));
  expect(of("model", "invoiceUsd")).toEqual(comparison.models.map(({ invoiceUsd }) => invoiceUsd));
  expect(of("not-usage", "invoiceUsd")).toEqual(comparison.notUsage.map(({ usd }) => usd));
  expect(of("left-out", "invoiceUsd")).toEqual((comparison.otherServices ?? []).map(({ usd }) => usd));
}

/** Rounding of some forty lines is below a dollar. */
const CLEAR = 1_000_000_000_000n;

function expectNamed(
  { findings }: Kept,
  altered: Alterations,
  billed: readonly Billed[],
  requests: readonly Request[],
): void {
  if (altered.zone !== "UTC") return;
  const { form, price, volume, isUnbilled, extraUsd, creditUsd } = altered;
  const sumOf = (model: number, kinds: readonly FileLine["kind"][]) =>
    requests.reduce(
      (sum, request) =>
        request.model === model ? kinds.reduce((all, kind) => all + BigInt(request[kind]) * RATES[kind], sum) : sum,
      0n,
    );
  const usdOf = (model: number, kind: FileLine["kind"]) =>
    billed.reduce((sum, line) => (line.model === model && line.kind === kind ? sum + line.usd : sum), 0n);
  const expected = [
    {
      cause: form.hasTokens ? "price" : "cost-only",
      name: form.models[0],
      usd: usdOf(0, "output") - sumOf(0, ["output"]),
      is: price !== 100n,
    },
    {
      cause: form.hasTokens ? "volume" : "cost-only",
      name: form.models[1],
      usd: usdOf(1, "input") - sumOf(1, ["input"]),
      is: volume !== 100n,
    },
    { cause: "only-ledger", name: form.models[2], usd: -sumOf(2, KINDS), is: isUnbilled },
    { cause: "only-invoice", usd: extraUsd * CLEAR, is: extraUsd > 0n },
    { cause: "not-usage", usd: -creditUsd * CLEAR, is: creditUsd > 0n },
  ].flatMap(({ is, usd, ...finding }) => (is ? [{ ...finding, size: usd < 0n ? -usd : usd }] : []));
  const [most, next] = expected.toSorted((left, right) => (left.size < right.size ? 1 : -1));
  if (!most || most.size < (next?.size ?? 0n) + CLEAR) return;
  const { size: _size, ...named } = most;
  expect(findings[0]).toMatchObject(named);
}
