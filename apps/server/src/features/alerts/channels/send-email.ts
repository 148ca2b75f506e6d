/** A message as e-mail. Its Message-ID is stable, so that a mail server which sees it twice can drop the second. */
import MailComposer from "nodemailer/lib/mail-composer";
import { guardedMail, type MailAnswer } from "#server/outbound/guarded-mail";
import type { Services } from "#server/services/context";
import { plainText } from "./alert-message";
import type { ChannelSettings } from "./channel-rows";
import { DEADLINE_MS, type Sending } from "./sending";

type EmailSettings = Extract<ChannelSettings, { kind: "email" }>;

export async function sendEmail(
  { env, clock }: Pick<Services, "env" | "clock">,
  { host, port, security, user, sender, recipients }: EmailSettings,
  password: string,
  { message, leaving }: Sending,
): Promise<MailAnswer> {
  const mail = new MailComposer({
    from: sender,
    to: [...recipients],
    subject: message.title,
    text: plainText(message),
    messageId: `<${message.id}@ratecard.invalid>`,
    date: clock(),
    headers: { "X-Ratecard-Delivery": message.id, "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return guardedMail({
    host,
    port,
    security,
    user,
    password,
    from: sender,
    to: recipients,
    message: await mail.compile().build(),
    deadlineMs: DEADLINE_MS,
    allowPrivate: env.ALLOW_PRIVATE_NETWORKS,
    leaving,
  });
}
