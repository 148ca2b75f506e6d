/** What every way of sending is handed. Units: milliseconds. */
import type { AlertMessage } from "./alert-message";

export type Sending = Readonly<{
  message: AlertMessage;
  /** Awaited just before the message leaves. What it throws stops the sending. */
  leaving: () => Promise<void>;
}>;

/** Of one try, from the connection to the answer. */
export const DEADLINE_MS = 30_000;
