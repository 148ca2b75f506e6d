/**
 * What a what-if costs on a ledger that is filled already, as the benchmark of the ledger leaves one; take a copy of it.
 *
 *   pnpm --filter @ratecard/server what-if <data folder> [rounds, 30 if missing]
 *
 * Units   ms from question to answer at p50 and p95, over the newest 365 days. The job is run once.
 */
import { WhatIfQuestion } from "@ratecard/contract";
import { migrate, openDatabase, startEmbedded } from "@ratecard/prisma";
import { askWhatIf } from "#server/features/what-if/ask-what-if";
import { readEnv } from "#server/services/env";
import { compose } from "#server/start/compose";
import { SYSTEM } from "#server/write/system-actor";

const [dataDir = "", roundsText = "30"] = process.argv.slice(2);
const rounds = Number.parseInt(roundsText, 10);
const say = (line: string) => process.stdout.write(`${line}\n`);

const embedded = await startEmbedded({ dataDir, log: say });
try {
  await migrate(embedded.url);
  const db = openDatabase(embedded.url);
  const env = readEnv({ DATABASE_URL: embedded.url, LOG_LEVEL: "error", LITELLM_CATALOG_URL: "file:///none" });
  const { services, close } = await compose(env, db, "a key for measurements only, 32 bytes");
  const ctx = { ...services, actor: SYSTEM, requestId: "bench" };
  const { rows } = await db.pool.query<{ from: string; to: string; requests: string }>(
    `SELECT (max(day) - 364)::text AS from, max(day)::text AS to, sum(requests)::text AS requests FROM usage_total_day`,
  );
  const { from = "", to = "", requests = "" } = rows[0] ?? {};
  const { rows: names } = await db.pool.query<{ model: string }>(
    "SELECT model FROM usage_by_model_month GROUP BY model ORDER BY sum(requests) DESC LIMIT 100",
  );
  say(`${requests} requests, ${names.length} names looked at; ${from} to ${to}`);
  const prices = (count: number) => ({
    kind: "prices",
    prices: names
      .slice(0, count)
      .map(({ model }) => ({ model, changes: { provider: "house", inputPer1M: "4.5", outputPer1M: "20" } })),
  });
  const [first, second] = names;
  const questions: Readonly<Record<string, unknown>> = {
    "prices of one name": prices(1),
    "prices of a hundred names": prices(100),
    "another model": { kind: "models", models: [{ model: first?.model, as: second?.model }] },
  };
  for (const [label, change] of Object.entries(questions)) {
    const question = WhatIfQuestion.parse({ from, to, change });
    const times: number[] = [];
    const cpu = process.cpuUsage();
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      const { result, jobId } = await askWhatIf(ctx, question);
      times.push(performance.now() - began);
      if (jobId !== null) throw new Error(`${label}: the sums do not tell`);
      if (round === 0) say(`${label}: ${result.touched} touched, ${result.actualUsd} -> ${result.whatIfUsd}`);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(0);
    const { user, system } = process.cpuUsage(cpu);
    say(`  own CPU ${((user + system) / 1000 / rounds).toFixed(0)} ms a question`);
    say(`  p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  }
  const steps = { inputPer1M: "4.5", provider: "house", thresholds: [{ aboveTokens: 2000, inputPer1M: "9" }] };
  const change = { kind: "prices", prices: [{ model: first?.model, changes: steps }] };
  const began = performance.now();
  const { jobId } = await askWhatIf(ctx, WhatIfQuestion.parse({ from, to, change }));
  while (jobId !== null && (await services.jobs.find(jobId))?.state === "running")
    await new Promise((wake) => setTimeout(wake, 100));
  say(`thresholds of one name, from requests: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  await close();
  await db.close();
} finally {
  await embedded.stop();
}
