/**
 * Sends what the outbox holds. Exactly once cannot be had of a mail server that dies between taking a message and saying so; so:
 * Rules   what is known not to have left is tried again, whoever sent it died or not. What may have arrived is never sent again by
 *         itself: it becomes `unknown`, which the page shows, and a person may send it again. The app itself has told it anyway.
 * Time    a claim is left when it is older than two deadlines. Tries are 30 s, 1, 2, 4 ... minutes apart, an hour at most, ten in all.
 * Errors  those of the database. Anything else is an outcome of that delivery.
 */
import type { OneDelivery } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { isDatabaseGone } from "#server/errors/is-database-gone";
import type { MailAnswer } from "#server/outbound/guarded-mail";
import type { ActingContext, Services } from "#server/services/context";
import { write } from "#server/write/write";
import { linkOfAlert } from "./alert-message";
import { secretOf } from "./channel-secret";
import { askAgain, type Claim, claimNext, giveUpHanded, noteHanded, noteOutcome } from "./delivery-rows";
import { sendMessage } from "./send-message";
import { DEADLINE_MS } from "./sending";

const LEFT_MS = 2 * DEADLINE_MS;
/** A server that is slow keeps nobody else waiting. */
const SIDE_BY_SIDE = 4;
const [FIRST_RETRY_MS, LONGEST_RETRY_MS, MOST_TRIES] = [30_000, 3_600_000, 10];
const LEFT_WORDS =
  "The server ended while the message was on its way: it may have arrived. It is not sent again by itself; send it again if it is missing.";

/** Answers how many were sent. */
export async function deliverDue(services: Services): Promise<number> {
  const { db, clock } = services;
  await giveUpHanded(db.pool, clock(), leftBefore(clock()), LEFT_WORDS);
  const sent = await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => deliverOneByOne(services)));
  return sent.reduce((sum, count) => sum + count, 0);
}

const leftBefore = (now: Date): Date => new Date(now.getTime() - LEFT_MS);

async function deliverOneByOne(services: Services): Promise<number> {
  const { db, clock } = services;
  for (let sent = 0; ; ) {
    const claim = await claimNext(db.pool, clock(), leftBefore(clock()));
    if (!claim) return sent;
    const answer = await sendClaimed(services, claim);
    await noteOutcome(db.pool, claim, outcomeOf(answer, claim, clock()));
    sent += answer.ok ? 1 : 0;
  }
}

async function sendClaimed(services: Services, claim: Claim): Promise<MailAnswer> {
  const { alertId, channelId, title, detail, rule, settings } = claim;
  const message = { id: `${alertId}.${channelId}`, title, detail, rule, link: linkOfAlert(services.env, alertId) };
  const leaving = async () => {
    if (!(await noteHanded(services.db.pool, claim))) throw new Error("another process took it over");
  };
  try {
    return await sendMessage(services, settings, secretOf(services, claim), { message, leaving });
  } catch (error) {
    if (isDatabaseGone(error)) throw error;
    services.log.error({ err: error, alert: alertId, channel: channelId }, "an alert could not be sent");
    return { ok: false, cause: "never", words: error instanceof Error ? error.message : String(error) };
  }
}

function outcomeOf(answer: MailAnswer, { attempts }: Claim, at: Date) {
  const facts = { answer: answer.words, at, nextAt: at };
  if (answer.ok) return { ...facts, state: "sent" as const };
  if (answer.cause === "unknown") return { ...facts, state: "unknown" as const };
  if (answer.cause === "never" || attempts >= MOST_TRIES) return { ...facts, state: "failed" as const };
  const wait = Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS);
  return { ...facts, state: "pending" as const, nextAt: new Date(at.getTime() + wait) };
}

/** Errors: NOT_FOUND, for one that was sent or waits too. */
export async function sendAgain(ctx: ActingContext, { alertId, channelId }: OneDelivery): Promise<void> {
  const entry = { action: "alert.send-again", subject: alertId, details: () => ({ channelId }) };
  await write(ctx, entry, async (tx) => {
    if (!(await askAgain(tx, alertId, channelId, ctx.clock()))) {
      throw new DomainError("NOT_FOUND", { what: "delivery that failed", name: alertId });
    }
  });
}
