/** Channels of alerts that cannot be stored as they are. */
import type { ProblemTable } from "./problem-table";

export const ALERT_PROBLEMS = {
  "not-a-mail-host": () =>
    "must be the name or address of a mail server, as smtp.example.org, without scheme and port.",
  "not-a-webhook": () => "must be the whole http(s) address of a webhook, as https://hooks.example.org/services/abc.",
  "webhook-missing": () => "is missing. Enter the address of the webhook: none is stored for this channel.",
} satisfies ProblemTable;
