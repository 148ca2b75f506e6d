/**
 * A gateway that reports usage and never loses any: what it has sent it knows to the last token, to compare with the ledger.
 * Units   cost in millionths of a USD, at the price of `PRICED`.
 */
import type { Pool } from "pg";
import type { Caller } from "./keep-calling";

export const PRICED = {
  model: "outage-model",
  price: { provider: "house", inputPer1M: "3", outputPer1M: "15" },
} as const;

const EVENTS_A_CALL = 20;

export type Reported = { events: number; costMicroUsd: bigint; acknowledged: number; refused: string[] };

export const nothingReported = (): Reported => ({ events: 0, costMicroUsd: 0n, acknowledged: 0, refused: [] });

export function reporter(name: string, reported: Reported): Caller {
  let count = 0;
  const event = () => {
    count += 1;
    const [promptTokens, completionTokens] = [count % 997, count % 89];
    reported.events += 1;
    reported.costMicroUsd += BigInt(3 * promptTokens + 15 * completionTokens);
    return { requestId: `${name}-${count}`, model: PRICED.model, promptTokens, completionTokens };
  };
  return {
    next: () => ({
      method: "POST",
      path: "/api/usage",
      body: { events: Array.from({ length: EVENTS_A_CALL }, event) },
    }),
    answered: (status, text) => {
      if (status !== 200) return void reported.refused.push(`${status} ${text.slice(0, 300)}`);
      const { results } = JSON.parse(text) as { results: readonly { status: string }[] };
      const good = results.filter(({ status: one }) => one === "accepted" || one === "duplicate");
      reported.acknowledged += good.length;
    },
  };
}

/** What the ledger and its sums hold of them, each counted by itself. */
export async function booked(pool: Pool) {
  const { rows } = await pool.query<Record<"keys" | "events" | "micro" | "rollup" | "rollupMicro", string>>(
    `SELECT (SELECT count(*) FROM usage_keys) AS keys, count(*) AS events,
       trim_scale(sum(cost_usd) * 1000000)::text AS micro,
       (SELECT sum(requests)::text FROM usage_by_model_day) AS rollup,
       (SELECT trim_scale(sum(cost_usd) * 1000000)::text FROM usage_by_model_day) AS "rollupMicro"
     FROM usage_logs`,
  );
  return rows[0];
}

export const expectedOf = ({ events, costMicroUsd }: Reported) => ({
  keys: String(events),
  events: String(events),
  micro: String(costMicroUsd),
  rollup: String(events),
  rollupMicro: String(costMicroUsd),
});
