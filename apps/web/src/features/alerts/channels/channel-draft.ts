/** A channel as the form edits it: secrets are empty, and left empty they stay as they are stored. */
import type { SaveAlertChannel } from "@ratecard/contract";
import type { Channel } from "./channel-words";

export type ChannelDraft = SaveAlertChannel;

export function channelDraft({ id, name, isActive, settings }: Channel): ChannelDraft {
  if (settings.kind === "webhook") return { kind: "webhook", id, name, isActive };
  return { ...settings, recipients: [...settings.recipients], id, name, isActive };
}

/** null: it is not asked for a new one. */
export function newDraft(search: string): ChannelDraft | null {
  if (search === "new-webhook") return { kind: "webhook", name: "Webhook", isActive: true };
  if (search !== "new-email") return null;
  return {
    kind: "email",
    name: "E-mail",
    isActive: true,
    host: "",
    port: 587,
    security: "starttls",
    user: "",
    sender: "",
    recipients: [],
  };
}

/** An emptied secret is left out: the stored one stays. */
export function sentDraft(draft: ChannelDraft): ChannelDraft {
  const entries = Object.entries(draft).filter(([field, value]) => !(SECRETS.has(field) && value === ""));
  return Object.fromEntries(entries) as ChannelDraft;
}

const SECRETS = new Set(["password", "url", "signingSecret"]);
