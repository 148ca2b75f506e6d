/**
 * Alerts as they are stored: one row for a rule, its subject and its period.
 * Units   values as decimal text in their unit. Time: ISO 8601 UTC.
 */
import type { AlertState, AlertUnit, ListAlerts } from "@ratecard/contract";
import { isoInstant, type Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";
import type { Finding } from "./kinds/alert-kind";

export type Alert = Readonly<{
  id: string;
  ruleId: string;
  ruleName: string;
  subject: string;
  title: string;
  detail: string;
  value: string;
  /** As last seen; it may have grown since. */
  latestValue: string;
  limit: string;
  unit: AlertUnit;
  link: string;
  state: AlertState;
  raisedAt: string;
  endedAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  snoozedUntil: string | null;
  deliveries: readonly DeliveryView[];
}>;

export type DeliveryState = "pending" | "claimed" | "handed" | "sent" | "failed" | "unknown";

export type DeliveryView = Readonly<{
  channelId: string;
  channel: string;
  state: DeliveryState;
  attempts: number;
  doneAt: string | null;
  answer: string;
}>;

const STATE = `CASE WHEN alert.ended_at IS NOT NULL THEN 'over' WHEN acknowledged_at IS NOT NULL THEN 'acknowledged'
    WHEN alert.snoozed_until > $1::timestamptz THEN 'snoozed' ELSE 'open' END`;

const LIST = `SELECT alert.id, rule_id AS "ruleId", rule.name AS "ruleName", subject, title, detail,
    trim_scale(value)::text AS value, trim_scale(latest_value)::text AS "latestValue", trim_scale(limit_value)::text AS limit,
    unit, link, ${STATE} AS state, ${isoInstant("raised_at", "MS")} AS "raisedAt", ${isoInstant("ended_at", "MS")} AS "endedAt",
    ${isoInstant("acknowledged_at", "MS")} AS "acknowledgedAt", acknowledged_by AS "acknowledgedBy",
    ${isoInstant("alert.snoozed_until", "MS")} AS "snoozedUntil",
    coalesce((SELECT jsonb_agg(jsonb_build_object('channelId', channel.id, 'channel', channel.name, 'state', state,
        'attempts', attempts, 'doneAt', ${isoInstant("done_at", "MS")}, 'answer', answer) ORDER BY channel.name)
      FROM alert_deliveries JOIN alert_channels AS channel ON channel.id = channel_id WHERE alert_id = alert.id), '[]') AS deliveries
  FROM alerts AS alert JOIN alert_rules AS rule ON rule.id = rule_id`;

const MOST_LISTED = 500;

/** Newest first. */
export async function findAlerts(
  pool: Pool,
  now: Date,
  { state, ruleId, days }: Pick<ListAlerts, "state" | "ruleId" | "days">,
): Promise<readonly Alert[]> {
  const { rows } = await pool.query<Alert>(
    `${LIST} WHERE raised_at > $1::timestamptz - make_interval(days => $2) AND ($3::uuid IS NULL OR rule_id = $3)
       AND ($4::text IS NULL OR ${STATE} = $4)
     ORDER BY raised_at DESC, alert.id DESC LIMIT ${MOST_LISTED}`,
    [now, days, ruleId ?? null, state ?? null],
  );
  return rows;
}

/** What nobody has dealt with yet. */
export async function countOpen(pool: Pool, now: Date): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM alerts AS alert
     WHERE ended_at IS NULL AND acknowledged_at IS NULL AND (snoozed_until IS NULL OR snoozed_until <= $1)`,
    [now],
  );
  return rows[0]?.count ?? 0;
}

export type NewAlert = Readonly<{ id: string; title: string; detail: string; link: string; isSnoozed: boolean }>;

/**
 * Writes what was not written before, with a delivery for each channel. What is about the same as an alert that is snoozed is snoozed too.
 * Answers the new ones.
 */
export async function raiseAlerts(
  tx: Transaction,
  rule: Readonly<{ id: string; channelIds: readonly string[] }>,
  findings: readonly Finding[],
  at: Date,
): Promise<readonly NewAlert[]> {
  const raised = await tx.$queryRaw<NewAlert[]>`
    INSERT INTO alerts (rule_id, subject, period, title, detail, value, latest_value, limit_value, unit, link, raised_at,
      snoozed_until, snoozed_by)
    SELECT ${rule.id}::uuid, given.subject, given.period, given.title, given.detail, given.value, given.value, given."limit",
      given.unit, given.link, ${at}, snoozed.until, snoozed.by
    FROM jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) AS given (subject text, period text, title text, detail text,
      value numeric, "limit" numeric, unit text, link text)
    LEFT JOIN LATERAL (SELECT snoozed_until AS until, snoozed_by AS by FROM alerts
      WHERE rule_id = ${rule.id}::uuid AND subject = given.subject AND snoozed_until > ${at}
      ORDER BY snoozed_until DESC LIMIT 1) AS snoozed ON true
    ON CONFLICT (rule_id, subject, period) DO NOTHING
    RETURNING id, title, detail, link, snoozed_until IS NOT NULL AS "isSnoozed"`;
  const told = raised.filter(({ isSnoozed }) => !isSnoozed).map(({ id }) => id);
  await tx.$executeRaw`INSERT INTO alert_deliveries (alert_id, channel_id, next_at)
    SELECT alert.id, channel.id, ${at} FROM unnest(${told}::uuid[]) AS alert (id)
    JOIN alert_channels AS channel ON channel.id = ANY(${[...rule.channelIds]}::uuid[]) AND channel.is_active AND removed_at IS NULL`;
  return raised;
}

/** `isAgain`: it was over. `isOther`: its rule has another limit since, so that it says something else. */
export type KeptAlert = Omit<NewAlert, "isSnoozed"> & Readonly<{ isAgain: boolean; isOther: boolean }>;

/**
 * What was found before: its value as it is now, and what it says by the limit that its rule has now. What was over is open again,
 * whoever had seen to it. Answers those that are news: not while they are snoozed or acknowledged.
 */
export async function keepAlertsUp(
  tx: Transaction,
  ruleId: string,
  findings: readonly Finding[],
  at: Date,
): Promise<readonly KeptAlert[]> {
  const kept = await tx.$queryRaw<(KeptAlert & { isOpen: boolean })[]>`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) AS given (subject text, period text, title text,
        detail text, value numeric, "limit" numeric, unit text, link text)
    ), found AS (
      SELECT alert.id, given.*, ended_at IS NOT NULL AS is_again, (limit_value, alert.unit) <> (given."limit", given.unit) AS is_other
      FROM given JOIN alerts AS alert ON rule_id = ${ruleId}::uuid AND alert.subject = given.subject AND alert.period = given.period
      WHERE latest_value <> given.value OR ended_at IS NOT NULL OR (limit_value, alert.unit) <> (given."limit", given.unit)
      FOR UPDATE OF alert
    )
    UPDATE alerts SET latest_value = found.value, ended_at = NULL, limit_value = found."limit", unit = found.unit,
      value = CASE WHEN is_other THEN found.value ELSE alerts.value END,
      title = CASE WHEN is_other THEN found.title ELSE alerts.title END,
      detail = CASE WHEN is_other THEN found.detail ELSE alerts.detail END,
      link = CASE WHEN is_other THEN found.link ELSE alerts.link END,
      acknowledged_at = CASE WHEN is_again THEN NULL ELSE acknowledged_at END,
      acknowledged_by = CASE WHEN is_again THEN NULL ELSE acknowledged_by END
    FROM found WHERE alerts.id = found.id
    RETURNING alerts.id, alerts.title, alerts.detail, alerts.link, is_again AS "isAgain", is_other AS "isOther",
      acknowledged_at IS NULL AND (snoozed_until IS NULL OR snoozed_until <= ${at}) AS "isOpen"`;
  return kept.filter(({ isOpen }) => isOpen);
}

/** Ends what is no longer found; answers the ids. What another process raised since the look began is newer than it, and stays. */
export async function endAlerts(
  tx: Transaction,
  ruleId: string,
  findings: readonly Finding[],
  lookedAt: Date,
): Promise<readonly string[]> {
  const ended = await tx.$queryRaw<{ id: string }[]>`UPDATE alerts SET ended_at = ${lookedAt}
    WHERE rule_id = ${ruleId}::uuid AND ended_at IS NULL AND raised_at < ${lookedAt} AND NOT EXISTS (
      SELECT FROM jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) AS given (subject text, period text)
      WHERE given.subject = alerts.subject AND given.period = alerts.period)
    RETURNING id`;
  return ended.map(({ id }) => id);
}

/** A rule that is off or gone has nothing open; answers the ids. */
export async function endAllAlerts(tx: Transaction, ruleId: string, at: Date): Promise<readonly string[]> {
  const ended = await tx.$queryRaw<{ id: string }[]>`UPDATE alerts SET ended_at = ${at}
    WHERE rule_id = ${ruleId}::uuid AND ended_at IS NULL RETURNING id`;
  return ended.map(({ id }) => id);
}

/**
 * Snoozes that are over, of open alerts that nobody acknowledged: they are news again, unless their rule is snoozed itself. An alert
 * that began while it was snoozed goes to the channels now. Answers those of rules that tell in the app.
 */
export async function wakeAlerts(tx: Transaction, at: Date): Promise<readonly NewAlert[]> {
  const woken = await tx.$queryRaw<(NewAlert & { isInApp: boolean })[]>`
    UPDATE alerts AS alert SET snoozed_until = NULL, snoozed_by = NULL FROM alert_rules AS rule
    WHERE rule.id = rule_id AND alert.snoozed_until <= ${at} AND ended_at IS NULL AND acknowledged_at IS NULL
      AND (rule.snoozed_until IS NULL OR rule.snoozed_until <= ${at})
    RETURNING alert.id, title, detail, link, false AS "isSnoozed", is_in_app AS "isInApp"`;
  await tx.$executeRaw`INSERT INTO alert_deliveries (alert_id, channel_id, next_at)
    SELECT alert.id, channel.id, ${at} FROM alerts AS alert JOIN alert_rules AS rule ON rule.id = rule_id
    JOIN alert_channels AS channel ON channel.id = ANY(rule.channel_ids) AND channel.is_active AND channel.removed_at IS NULL
    WHERE alert.id = ANY(${woken.map(({ id }) => id)}::uuid[]) ON CONFLICT DO NOTHING`;
  return woken.filter(({ isInApp }) => isInApp);
}

type Dealt = Readonly<{ id: string; title: string }>;

export async function acknowledgeRows(
  tx: Transaction,
  ids: readonly string[],
  by: string,
  at: Date,
): Promise<readonly Dealt[]> {
  return tx.$queryRaw<Dealt[]>`UPDATE alerts SET acknowledged_at = ${at}, acknowledged_by = ${by}
    WHERE id = ANY(${[...ids]}::uuid[]) AND acknowledged_at IS NULL RETURNING id, title`;
}

/** null: there is none. `until` null: a snooze ends at once, and what is still so is news at the next check. */
export async function snoozeRow(
  tx: Transaction,
  id: string,
  until: Date | null,
  by: string,
  at: Date,
): Promise<Dealt | null> {
  const rows = await tx.$queryRaw<Dealt[]>`UPDATE alerts SET
      snoozed_until = CASE WHEN ${until}::timestamptz IS NOT NULL THEN ${until}::timestamptz
        WHEN snoozed_until IS NOT NULL THEN ${at}::timestamptz END,
      snoozed_by = CASE WHEN ${until}::timestamptz IS NOT NULL OR snoozed_until IS NOT NULL THEN ${by} END
    WHERE id = ${id}::uuid RETURNING id, title`;
  return rows[0] ?? null;
}
