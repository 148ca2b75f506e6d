/** Alerts and rules as the page shows them. */
import type { ListAlerts } from "@ratecard/contract";
import type { Services } from "#server/services/context";
import { type Alert, countOpen, findAlerts } from "./alert-rows";
import { type AlertRule, findCheckedAt, findRules } from "./rule-rows";

type Reader = Pick<Services, "db" | "clock">;

export const listAlerts = ({ db, clock }: Reader, query: ListAlerts): Promise<readonly Alert[]> =>
  findAlerts(db.pool, clock(), query);

export const countOpenAlerts = async ({ db, clock }: Reader): Promise<Readonly<{ count: number }>> => ({
  count: await countOpen(db.pool, clock()),
});

export async function listRules({
  db,
}: Reader): Promise<Readonly<{ rules: readonly AlertRule[]; checkedAt: string | null }>> {
  const [rules, checkedAt] = await Promise.all([findRules(db.pool), findCheckedAt(db.pool)]);
  return { rules, checkedAt };
}
