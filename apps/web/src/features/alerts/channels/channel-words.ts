/** What channels and what was sent through them are called on screens. */
import type { MailSecurity } from "@ratecard/contract";
import type { RouterOutputs } from "#web/trpc";
import type { Alert } from "../alert-words";

export type Channel = RouterOutputs["alerts"]["channels"][number];
type DeliveryState = Alert["deliveries"][number]["state"];

export const DELIVERY_WORDS: Readonly<Record<DeliveryState, { words: string; color: string }>> = {
  pending: { words: "waits", color: "gray" },
  claimed: { words: "is being sent", color: "gray" },
  handed: { words: "is being sent", color: "gray" },
  sent: { words: "sent", color: "ledger" },
  failed: { words: "not sent", color: "red" },
  unknown: { words: "may have arrived", color: "orange" },
};

export const SECURITY_WORDS: Readonly<Record<MailSecurity, string>> = {
  tls: "TLS from the start (often port 465)",
  starttls: "STARTTLS (often port 587)",
  none: "None: password and alerts can be read on the way",
};

export const channelPlace = ({ settings }: Channel): string =>
  settings.kind === "email" ? `${settings.recipients.join(", ")} by ${settings.host}` : settings.origin;
