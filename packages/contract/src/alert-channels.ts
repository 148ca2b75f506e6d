/** Where alerts are told beside the app: by e-mail, or to a webhook that takes what Slack takes. */
import { z } from "zod";
import { Name } from "./name";
import { isPrintable } from "./printable";
import { zodMessage } from "./problems/zod-problems";

export const CHANNEL_KINDS = ["email", "webhook"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** How the connection to a mail server is kept secret: from its start, by an upgrade, or not at all. */
export const MAIL_SECURITIES = ["tls", "starttls", "none"] as const;
export type MailSecurity = (typeof MAIL_SECURITIES)[number];

const [LONGEST_SECRET, LEAST_SIGNING_SECRET, MOST_RECIPIENTS] = [1024, 16, 20];
const portProblem = zodMessage("not-in-range", { least: 1, most: 65_535 });
const Address = z.email(zodMessage("not-an-email"));
const Secret = z.string().max(LONGEST_SECRET, zodMessage("too-long", { most: LONGEST_SECRET }));

const EMAIL = {
  kind: z.literal("email"),
  host: z
    .string()
    .regex(/^[^\s/:@]+$/, zodMessage("not-a-mail-host"))
    .refine(isPrintable, zodMessage("not-a-mail-host")),
  port: z.number(portProblem).int(portProblem).min(1, portProblem).max(65_535, portProblem),
  security: z.enum(MAIL_SECURITIES, zodMessage("not-one-of", { options: MAIL_SECURITIES })),
  /** Empty: the server asks for none. */
  user: z
    .string()
    .max(LONGEST_SECRET, zodMessage("too-long", { most: LONGEST_SECRET }))
    .refine(isPrintable, zodMessage("unprintable"))
    .default(""),
  sender: Address,
  recipients: z
    .array(Address)
    .min(1, zodMessage("empty-list", { of: "recipient" }))
    .max(MOST_RECIPIENTS, zodMessage("too-many", { most: MOST_RECIPIENTS, of: "recipients" })),
  /** Left out: the stored one stays, for the same server and user. */
  password: Secret.optional(),
};

const WEBHOOK = {
  kind: z.literal("webhook"),
  /** It lets whoever has it post there, so it is never shown again. Left out: the stored one stays. */
  url: z.url({ protocol: /^https?$/, error: zodMessage("not-a-webhook") }).optional(),
  /** Left out: the stored one stays; of a new channel one is made and answered once. */
  signingSecret: Secret.min(LEAST_SIGNING_SECRET, zodMessage("too-short", { least: LEAST_SIGNING_SECRET })).optional(),
};

const ChannelId = z.uuid(zodMessage("not-an-id", { of: "a channel" }));
const SAVED = { id: ChannelId.optional(), name: Name, isActive: z.boolean().default(true) };

/** With an id the channel is changed, else it is new. */
export const SaveAlertChannel = z.discriminatedUnion("kind", [
  z.strictObject({ ...SAVED, ...EMAIL }),
  z.strictObject({ ...SAVED, ...WEBHOOK }),
]);
export type SaveAlertChannel = z.output<typeof SaveAlertChannel>;
export type EmailChannel = Extract<SaveAlertChannel, { kind: "email" }>;
export type WebhookChannel = Extract<SaveAlertChannel, { kind: "webhook" }>;

export const AlertChannelId = z.strictObject({ id: ChannelId });
export type AlertChannelId = z.output<typeof AlertChannelId>;

/** One alert through one channel. */
export const OneDelivery = z.strictObject({
  alertId: z.uuid(zodMessage("not-an-id", { of: "an alert" })),
  channelId: ChannelId,
});
export type OneDelivery = z.output<typeof OneDelivery>;
