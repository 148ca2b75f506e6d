/** An alert as a message: what e-mail and webhooks say of it. Without PUBLIC_URL nobody outside knows our address, so no link is given. */
import type { Env } from "#server/services/env";

export type AlertMessage = Readonly<{
  /** Stable for an alert and a channel, so that whoever gets it twice can tell. */
  id: string;
  title: string;
  detail: string;
  rule: string;
  link: string | null;
}>;

export const linkOfAlert = ({ PUBLIC_URL }: Pick<Env, "PUBLIC_URL">, alertId: string): string | null =>
  PUBLIC_URL === undefined ? null : `${PUBLIC_URL}/admin/alerts?open=${alertId}`;

export const plainText = ({ title, detail, rule, link }: AlertMessage): string =>
  [title, "", detail, "", `Rule: ${rule}`, ...(link === null ? [] : [link])].join("\n");

/** What incoming webhooks of Slack take: `text` for the notification, blocks for the message. */
export function slackBody({ title, detail, rule, link }: AlertMessage): string {
  const linked = link === null ? `*${escaped(title)}*` : `*<${link}|${escaped(title)}>*`;
  return JSON.stringify({
    text: escaped(title),
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: `${linked}\n${escaped(detail)}` } },
      { type: "context", elements: [{ type: "mrkdwn", text: `Ratecard, rule ${escaped(rule)}` }] },
    ],
  });
}

/** Names are data: they are no markup of Slack's. */
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
