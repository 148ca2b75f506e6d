/**
 * A message to a webhook, signed: `X-Ratecard-Signature` is `v1=` and the HMAC-SHA256, in hex, of the timestamp header, a dot and the body.
 * `X-Ratecard-Delivery` is stable, so that a receiver which sees it twice can drop the second.
 */
import { createHmac } from "node:crypto";
import { guardedFetch, type OutboundAnswer } from "#server/outbound/guarded-fetch";
import type { MailAnswer } from "#server/outbound/guarded-mail";
import type { Services } from "#server/services/context";
import { slackBody } from "./alert-message";
import type { ChannelSecret } from "./channel-rows";
import { DEADLINE_MS, type Sending } from "./sending";

type WebhookSecret = Extract<ChannelSecret, { kind: "webhook" }>;

const MOST_BYTES = 64 * 1024;

export async function sendWebhook(
  { env, clock }: Pick<Services, "env" | "clock">,
  { url, signingSecret }: WebhookSecret,
  { message, leaving }: Sending,
): Promise<MailAnswer> {
  const body = slackBody(message);
  const timestamp = String(Math.floor(clock().getTime() / 1000));
  const signature = createHmac("sha256", signingSecret).update(`${timestamp}.${body}`).digest("hex");
  let hasLeft = false;
  await leaving();
  const answer = await guardedFetch({
    url,
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-ratecard-timestamp": timestamp,
      "x-ratecard-signature": `v1=${signature}`,
      "x-ratecard-delivery": message.id,
    },
    body,
    maxBytes: MOST_BYTES,
    deadlineMs: DEADLINE_MS,
    allowPrivate: env.ALLOW_PRIVATE_NETWORKS,
    leaving: () => {
      hasLeft = true;
    },
  });
  return webhookAnswer(answer, new URL(url).host, hasLeft);
}

const LONGEST_SHOWN = 200;
/** Too early, too many, or a server in trouble: it did not take it, and may later. */
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);
/** Nothing another try would change. */
const HOPELESS = new Set(["invalid-url", "invalid-header", "private-address"]);

function webhookAnswer(answer: OutboundAnswer, host: string, hasLeft: boolean): MailAnswer {
  if (answer.ok) {
    const words = `${host} answered ${answer.status}${answer.text === "" ? "" : `: ${answer.text.slice(0, LONGEST_SHOWN)}`}`;
    if (answer.status >= 200 && answer.status < 300) return { ok: true, words };
    return { ok: false, cause: LATER.has(answer.status) ? "later" : "never", words };
  }
  if (HOPELESS.has(answer.cause) || answer.cause === "redirected") {
    return { ok: false, cause: "never", words: answer.advice };
  }
  return { ok: false, cause: hasLeft ? "unknown" : "later", words: answer.advice };
}
