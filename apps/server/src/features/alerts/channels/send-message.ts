/**
 * Sends a message through a channel, once.
 * Errors  none for what the other side does: `later` may be tried again, `never` not; `unknown`: it left, and may have arrived.
 */
import type { MailAnswer } from "#server/outbound/guarded-mail";
import type { Services } from "#server/services/context";
import type { ChannelSecret, ChannelSettings } from "./channel-rows";
import { sendEmail } from "./send-email";
import { sendWebhook } from "./send-webhook";
import type { Sending } from "./sending";

export function sendMessage(
  services: Pick<Services, "env" | "clock">,
  settings: ChannelSettings,
  secret: ChannelSecret | null,
  sending: Sending,
): Promise<MailAnswer> {
  if (settings.kind === "email") {
    return sendEmail(services, settings, secret?.kind === "email" ? secret.password : "", sending);
  }
  if (secret?.kind !== "webhook") throw new Error("a webhook without its address");
  return sendWebhook(services, secret, sending);
}
