/**
 * Why a server's models could not be listed: a closed code, and one sentence that says what happened and what helps.
 * Source  seen on LiteLLM 1.106 without a database: a wrong key is answered with 400, a missing one with 500.
 */
import type { OutboundAnswer } from "#server/outbound/guarded-fetch";
import type { OutboundCause } from "#server/outbound/outbound-failure";

export type ListingFailure = Readonly<{
  ok: false;
  code: OutboundCause | "unauthorized" | "not-found" | "http-error" | "not-json" | "wrong-shape" | "key-unreadable";
  message: string;
}>;

export const listingFailure = (code: ListingFailure["code"], message: string): ListingFailure => ({
  ok: false,
  code,
  message,
});

type Answered = Extract<OutboundAnswer, { ok: true }>;

/** null: the answer may be read. */
export function statusFailure({ status, text }: Answered, url: string, hasKey: boolean): ListingFailure | null {
  if (status >= 200 && status < 300) return null;
  const { host, pathname } = new URL(url);
  if (status === 401 || status === 403 || isKeyRefusal(status, text)) {
    return listingFailure(
      "unauthorized",
      hasKey
        ? `${host} answered ${status}: it does not accept the stored key, or the key may not list models. Enter another key.`
        : `${host} answered ${status}: it wants a key and none is stored. Enter its key.`,
    );
  }
  if (status >= 500 && !hasKey) {
    return listingFailure(
      "unauthorized",
      `${host} answered ${status} to a call without a key; LiteLLM does so when it wants one. Enter its key, or look into its log.`,
    );
  }
  if (status === 404 || status === 405) {
    return listingFailure(
      "not-found",
      `${host} has nothing at ${pathname} (${status}). Check the kind of the server and the path of its address.`,
    );
  }
  return listingFailure("http-error", `${host} answered ${status} to ${pathname}. ${adviceFor(status)}`);
}

const isKeyRefusal = (status: number, text: string): boolean =>
  status === 400 && /no_db_connection|token_not_found|invalid[ _]api[ _]key|api[ _]key not valid/i.test(text);

const adviceFor = (status: number): string =>
  status === 429 ? "It asks to slow down: try again in a minute." : "Look into its log, then try again.";
