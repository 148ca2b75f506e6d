/** Rules of alerts as they are stored. Time: ISO 8601 UTC. */
import { AlertCheck, type SaveAlertRule } from "@ratecard/contract";
import { isoInstant, type Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";

export type AlertRule = Readonly<{
  id: string;
  name: string;
  check: AlertCheck;
  isActive: boolean;
  isInApp: boolean;
  channelIds: readonly string[];
  /** Nothing new is told until then. */
  snoozedUntil: string | null;
  /** It could not be checked since then. */
  failingSince: string | null;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
  openAlerts: number;
  lastRaisedAt: string | null;
}>;

type RuleRow = Omit<AlertRule, "check"> & Readonly<{ settings: unknown }>;

const LIST = `SELECT rule.id, rule.name, settings, is_active AS "isActive", is_in_app AS "isInApp", channel_ids AS "channelIds",
    ${isoInstant("rule.snoozed_until", "MS")} AS "snoozedUntil", ${isoInstant("failing_since", "MS")} AS "failingSince",
    ${isoInstant("created_at", "MS")} AS "createdAt", updated_by AS "updatedBy", ${isoInstant("updated_at", "MS")} AS "updatedAt",
    (SELECT count(*)::integer FROM alerts WHERE rule_id = rule.id AND ended_at IS NULL AND acknowledged_at IS NULL) AS "openAlerts",
    (SELECT ${isoInstant("max(raised_at)", "MS")} FROM alerts WHERE rule_id = rule.id) AS "lastRaisedAt"
  FROM alert_rules AS rule WHERE removed_at IS NULL`;

export async function findRules(pool: Pool): Promise<readonly AlertRule[]> {
  const { rows } = await pool.query<RuleRow>(`${LIST} ORDER BY lower(rule.name), rule.id`);
  return rows.map(ruleOf);
}

const ruleOf = ({ settings, ...row }: RuleRow): AlertRule => ({ ...row, check: AlertCheck.parse(settings) });

type Saved = Omit<SaveAlertRule, "id">;

export async function insertRule(tx: Transaction, rule: Saved, by: string, at: Date): Promise<string> {
  const { id } = await tx.alertRule.create({
    data: { ...columnsOf(rule), createdBy: by, createdAt: at, updatedBy: by, updatedAt: at },
  });
  return id;
}

/** null: there is none. */
export async function updateRule(tx: Transaction, id: string, rule: Saved, by: string, at: Date) {
  const standing = await lockRule(tx, id);
  if (!standing) return null;
  await tx.alertRule.update({
    where: { id },
    data: { ...columnsOf(rule), failingSince: null, updatedBy: by, updatedAt: at },
  });
  return standing;
}

const columnsOf = ({ name, check, isActive, isInApp, channelIds }: Saved) => ({
  name,
  kind: check.kind,
  settings: check,
  isActive,
  isInApp,
  channelIds: [...new Set(channelIds)],
});

export type StoredRule = Readonly<{ name: string; settings: unknown; isActive: boolean }>;

async function lockRule(tx: Transaction, id: string): Promise<StoredRule | null> {
  const rows = await tx.$queryRaw<StoredRule[]>`SELECT name, settings, is_active AS "isActive" FROM alert_rules
    WHERE id = ${id}::uuid AND removed_at IS NULL FOR UPDATE`;
  return rows[0] ?? null;
}

/** Whether the rule is as it was read, and in force; it stays so until the transaction ends. */
export async function lockUnchanged(tx: Transaction, { id, updatedAt }: AlertRule, at: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM alert_rules
    WHERE id = ${id}::uuid AND removed_at IS NULL AND is_active AND date_trunc('milliseconds', updated_at) = ${updatedAt}::timestamptz
      AND (snoozed_until IS NULL OR snoozed_until <= ${at}) FOR SHARE`;
  return rows.length > 0;
}

export async function removeRuleRow(tx: Transaction, id: string, by: string, at: Date): Promise<StoredRule | null> {
  const standing = await lockRule(tx, id);
  if (!standing) return null;
  await tx.alertRule.update({
    where: { id },
    data: { removedAt: at, isActive: false, updatedBy: by, updatedAt: at },
  });
  return standing;
}

export async function snoozeRuleRow(tx: Transaction, id: string, until: Date | null): Promise<StoredRule | null> {
  const standing = await lockRule(tx, id);
  if (standing) await tx.alertRule.update({ where: { id }, data: { snoozedUntil: until } });
  return standing;
}

/** Since when a rule cannot be checked; checked again it is no longer so. */
export async function noteCheck(pool: Pool, id: string, failedAt: Date | null): Promise<void> {
  await pool.query(
    `UPDATE alert_rules SET failing_since = CASE WHEN $2::timestamptz IS NULL THEN NULL ELSE coalesce(failing_since, $2) END
     WHERE id = $1 AND (failing_since IS NULL) <> ($2::timestamptz IS NULL)`,
    [id, failedAt],
  );
}

/** Of several processes one moves it and checks the rules. */
export async function claimCheck(pool: Pool, now: Date, everyMs: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    "UPDATE alert_watch SET next_at = $2, checked_at = $1 WHERE next_at <= $1 OR next_at > $2",
    [now, new Date(now.getTime() + everyMs)],
  );
  return rowCount === 1;
}

export async function findCheckedAt(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ at: string | null }>(
    `SELECT ${isoInstant("checked_at", "MS")} AS at FROM alert_watch`,
  );
  return rows[0]?.at ?? null;
}
