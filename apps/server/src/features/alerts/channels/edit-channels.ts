/**
 * Channels as people make, change and remove them.
 * Secrets  wrapped, never answered or audited. A password is for one server and user: another one forgets it.
 */
import { randomBytes } from "node:crypto";
import type { AlertChannelId, EmailChannel, SaveAlertChannel, WebhookChannel } from "@ratecard/contract";
import { DomainError, refusedField } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { refuseTakenName } from "#server/write/refuse-taken-name";
import { write } from "#server/write/write";
import {
  type ChannelSecret,
  type ChannelSettings,
  findChannel,
  giveUpWaiting,
  insertChannel,
  removeChannelRow,
  type StoredChannel,
  updateChannel,
} from "./channel-rows";
import { secretOf } from "./channel-secret";

export type SavedChannel = Readonly<{
  id: string;
  /** Of a new webhook without one: shown this once. */
  madeSecret: string | null;
}>;

/** Errors: NOT_FOUND, ALREADY_EXISTS, INVALID_INPUT for a webhook without an address. */
export async function saveChannel(ctx: ActingContext, input: SaveAlertChannel): Promise<SavedChannel> {
  const { id, name, isActive } = input;
  const standing = id === undefined ? null : await standingChannel(ctx, id);
  const { settings, secret, madeSecret } = draftOf(ctx, input, standing);
  const channel = { name, settings, isActive, secret: secret && ctx.secrets.wrap(JSON.stringify(secret)) };
  const at = ctx.clock();
  const by = ctx.actor.label;
  const details = () => ({
    before: standing && { name: standing.name, settings: standing.settings, isActive: standing.isActive },
    after: { name, settings, isActive },
  });
  const action = standing ? "alert-channel.update" : "alert-channel.create";
  const savedId = await refuseTakenName("alert channel", name, () =>
    write(ctx, { action, subject: name, details }, async (tx) => {
      if (!standing) return insertChannel(tx, channel, by, at);
      await updateChannel(tx, standing.id, channel, by, at);
      if (!isActive) await giveUpWaiting(tx, standing.id, "The channel was switched off.", at);
      return standing.id;
    }),
  );
  return { id: savedId, madeSecret };
}

/** Errors: NOT_FOUND. */
export async function removeChannel(ctx: ActingContext, { id }: AlertChannelId): Promise<void> {
  const { name, settings } = await standingChannel(ctx, id);
  const at = ctx.clock();
  const entry = { action: "alert-channel.remove", subject: name, details: () => ({ settings }) };
  await write(ctx, entry, async (tx) => {
    await removeChannelRow(tx, id, ctx.actor.label, at);
    await giveUpWaiting(tx, id, "The channel was removed.", at);
  });
}

export async function standingChannel({ db }: Pick<ActingContext, "db">, id: string): Promise<StoredChannel> {
  const channel = await findChannel(db.prisma, id);
  if (!channel) throw new DomainError("NOT_FOUND", { what: "alert channel", name: id });
  return channel;
}

type Draft = Readonly<{ settings: ChannelSettings; secret: ChannelSecret | null; madeSecret: string | null }>;

const SECRET_BYTES = 24;

/** A channel as it would be stored; what the input leaves out is as it stands. Errors: INVALID_INPUT. */
export function draftOf(
  ctx: Pick<ActingContext, "secrets">,
  input: SaveAlertChannel,
  standing: StoredChannel | null,
): Draft {
  const stored = standing && secretOf(ctx, standing);
  return input.kind === "email" ? emailDraft(input, standing, stored) : webhookDraft(input, stored);
}

function emailDraft(input: EmailChannel, standing: StoredChannel | null, stored: ChannelSecret | null): Draft {
  const { kind, host, port, security, user, sender, recipients, password } = input;
  const before = standing?.settings;
  const isSame = before?.kind === "email" && before.host === host && before.user === user;
  const kept = isSame && stored?.kind === "email" ? stored.password : "";
  return {
    settings: { kind, host, port, security, user, sender, recipients },
    secret: { kind, password: password ?? kept },
    madeSecret: null,
  };
}

function webhookDraft(input: WebhookChannel, stored: ChannelSecret | null): Draft {
  const kept = stored?.kind === "webhook" ? stored : null;
  const url = input.url ?? kept?.url;
  if (url === undefined) throw refusedField("url", "webhook-missing");
  const known = input.signingSecret ?? kept?.signingSecret;
  const signingSecret = known ?? randomBytes(SECRET_BYTES).toString("base64url");
  return {
    settings: { kind: "webhook", origin: new URL(url).origin },
    secret: { kind: "webhook", url, signingSecret },
    madeSecret: known === undefined ? signingSecret : null,
  };
}
