/**
 * The outbox: a row for each alert and channel, written with the alert.
 * States  pending -> claimed -> handed -> sent. A claim is fenced by its instant: who lost it cannot go on.
 */
import type { Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";
import type { ChannelSettings } from "./channel-rows";

export type Claim = Readonly<{
  alertId: string;
  channelId: string;
  claimedAt: Date;
  attempts: number;
  title: string;
  detail: string;
  rule: string;
  settings: ChannelSettings;
  secret: string | null;
}>;

const OF_CLAIM = "alert_id = $1 AND channel_id = $2 AND claimed_at = $3";

/** The next that is due, or whose claim was left before anything had left the house; null: none. */
export async function claimNext(pool: Pool, now: Date, leftBefore: Date): Promise<Claim | null> {
  const { rows } = await pool.query<Claim>(
    `UPDATE alert_deliveries AS delivery SET state = 'claimed', claimed_at = $1, attempts = attempts + 1
     FROM alerts AS alert JOIN alert_rules AS rule ON rule.id = alert.rule_id, alert_channels AS channel
     WHERE alert.id = delivery.alert_id AND channel.id = delivery.channel_id AND (delivery.alert_id, delivery.channel_id) = (
       SELECT alert_id, channel_id FROM alert_deliveries
       WHERE (state = 'pending' AND next_at <= $1) OR (state = 'claimed' AND claimed_at < $2)
       ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING alert.id AS "alertId", channel.id AS "channelId", claimed_at AS "claimedAt", attempts, title, detail,
       rule.name AS rule, channel.settings, channel.secret`,
    [now, leftBefore],
  );
  return rows[0] ?? null;
}

/** Noted before the message leaves. false: the claim is somebody else's by now. */
export async function noteHanded(pool: Pool, { alertId, channelId, claimedAt }: Claim): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE alert_deliveries SET state = 'handed' WHERE ${OF_CLAIM} AND state = 'claimed'`,
    [alertId, channelId, claimedAt],
  );
  return rowCount === 1;
}

type Outcome = Readonly<{ state: "sent" | "failed" | "unknown" | "pending"; answer: string; at: Date; nextAt: Date }>;

export async function noteOutcome(pool: Pool, claim: Claim, { state, answer, at, nextAt }: Outcome): Promise<void> {
  await pool.query(
    `UPDATE alert_deliveries SET state = $4, answer = $5, next_at = $7,
       done_at = CASE WHEN $4 = 'pending' THEN NULL ELSE $6::timestamptz END
     WHERE ${OF_CLAIM} AND state IN ('claimed', 'handed')`,
    [claim.alertId, claim.channelId, claim.claimedAt, state, answer, at, nextAt],
  );
}

/** Of those whose sender died after the message was on its way nobody knows. Answers how many. */
export async function giveUpHanded(pool: Pool, now: Date, leftBefore: Date, answer: string): Promise<number> {
  const { rowCount } = await pool.query(
    "UPDATE alert_deliveries SET state = 'unknown', done_at = $1, answer = $3 WHERE state = 'handed' AND claimed_at < $2",
    [now, leftBefore, answer],
  );
  return rowCount ?? 0;
}

/** A person asks for it once more. false: it is not one that failed or is unknown, or its channel is off. */
export async function askAgain(tx: Transaction, alertId: string, channelId: string, at: Date): Promise<boolean> {
  const count =
    await tx.$executeRaw`UPDATE alert_deliveries SET state = 'pending', attempts = 0, next_at = ${at}, done_at = NULL
    WHERE alert_id = ${alertId}::uuid AND channel_id = ${channelId}::uuid AND state IN ('failed', 'unknown')
      AND EXISTS (SELECT FROM alert_channels WHERE id = ${channelId}::uuid AND is_active)`;
  return count === 1;
}
