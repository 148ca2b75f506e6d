/** Channels of alerts as they are stored. What lets somebody send through one is wrapped and never leaves. Time: ISO 8601 UTC. */
import type { ChannelKind, MailSecurity } from "@ratecard/contract";
import { isoInstant, type Prisma, type Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";

/** What everybody who reads alerts may see of a channel. */
export type ChannelSettings =
  | Readonly<{
      kind: "email";
      host: string;
      port: number;
      security: MailSecurity;
      user: string;
      sender: string;
      recipients: readonly string[];
    }>
  | Readonly<{ kind: "webhook"; origin: string }>;

/** What is wrapped: of e-mail the password, of a webhook its address and what its calls are signed with. */
export type ChannelSecret =
  | Readonly<{ kind: "email"; password: string }>
  | Readonly<{ kind: "webhook"; url: string; signingSecret: string }>;

export type StoredChannel = Readonly<{
  id: string;
  name: string;
  settings: ChannelSettings;
  secret: string | null;
  isActive: boolean;
}>;

export type ChannelView = Omit<StoredChannel, "secret"> &
  Readonly<{
    kind: ChannelKind;
    hasSecret: boolean;
    updatedBy: string;
    lastSentAt: string | null;
    /** Of the last seven days: refused, given up, or nobody knows. */
    problems: number;
    /** What the latest of those came to. */
    lastProblem: string | null;
    /** Not sent yet. */
    waiting: number;
  }>;

const PROBLEM = "state IN ('failed', 'unknown') AND done_at > $1::timestamptz - interval '7 days'";

export async function findChannels(pool: Pool, now: Date): Promise<readonly ChannelView[]> {
  const { rows } = await pool.query<ChannelView>(
    `SELECT channel.id, kind, name, settings, is_active AS "isActive", secret IS NOT NULL AS "hasSecret", updated_by AS "updatedBy",
       (SELECT ${isoInstant("max(done_at)", "MS")} FROM alert_deliveries WHERE channel_id = channel.id AND state = 'sent') AS "lastSentAt",
       (SELECT count(*)::integer FROM alert_deliveries WHERE channel_id = channel.id AND ${PROBLEM}) AS problems,
       (SELECT answer FROM alert_deliveries WHERE channel_id = channel.id AND ${PROBLEM} ORDER BY done_at DESC LIMIT 1) AS "lastProblem",
       (SELECT count(*)::integer FROM alert_deliveries WHERE channel_id = channel.id AND state IN ('pending', 'claimed', 'handed')) AS waiting
     FROM alert_channels AS channel WHERE removed_at IS NULL ORDER BY lower(name), id`,
    [now],
  );
  return rows;
}

const STORED = { id: true, name: true, settings: true, secret: true, isActive: true } as const;

/** null: there is none. */
export async function findChannel(db: Pick<Transaction, "alertChannel">, id: string): Promise<StoredChannel | null> {
  const row = await db.alertChannel.findFirst({ where: { id, removedAt: null }, select: STORED });
  return row && { ...row, settings: row.settings as ChannelSettings };
}

type NewChannel = Omit<StoredChannel, "id">;

export async function insertChannel(tx: Transaction, channel: NewChannel, by: string, at: Date): Promise<string> {
  const { id } = await tx.alertChannel.create({ data: columnsOf(channel, by, at) });
  return id;
}

export async function updateChannel(tx: Transaction, id: string, channel: NewChannel, by: string, at: Date) {
  await tx.alertChannel.update({ where: { id }, data: columnsOf(channel, by, at) });
}

const columnsOf = ({ name, settings, secret, isActive }: NewChannel, by: string, at: Date) => ({
  name,
  kind: settings.kind,
  settings: settings as Prisma.InputJsonObject,
  secret,
  isActive,
  updatedBy: by,
  updatedAt: at,
});

export async function removeChannelRow(tx: Transaction, id: string, by: string, at: Date): Promise<void> {
  const data = { removedAt: at, isActive: false, secret: null, updatedBy: by, updatedAt: at };
  await tx.alertChannel.update({ where: { id }, data });
}

/** What waits to be sent through a channel that is gone or off is not sent later. */
export async function giveUpWaiting(tx: Transaction, channelId: string, answer: string, at: Date): Promise<void> {
  await tx.$executeRaw`UPDATE alert_deliveries SET state = 'failed', done_at = ${at}, answer = ${answer}
    WHERE channel_id = ${channelId}::uuid AND state = 'pending'`;
}
