/** A stored server as it is called: its key unwrapped. A key stored under another secret is an answer, not an error. */
import type { ActingContext } from "#server/services/context";
import type { OutboundLimits, ServerAddress } from "./fetch-listing";
import { type ListingFailure, listingFailure } from "./listing-failure";
import { kindOf, type ServerRow } from "./rows";

export type Callable = Readonly<{ ok: true; address: ServerAddress }> | ListingFailure;

export function serverAddress({ secrets }: Pick<ActingContext, "secrets">, row: ServerRow): Callable {
  try {
    const apiKey = row.apiKey === null ? undefined : secrets.unwrap(row.apiKey);
    return { ok: true, address: { kind: kindOf(row), baseUrl: row.baseUrl, apiKey } };
  } catch (error) {
    if (error instanceof Error && error.name === "SecretMismatch")
      return listingFailure("key-unreadable", error.message);
    throw error;
  }
}

const DEADLINE_MS = 15_000;

/** The sample gateway is our own, on loopback: it may be asked whatever the setting says. */
export const outboundLimits = (
  { env, sampleGateway }: Pick<ActingContext, "env" | "sampleGateway">,
  baseUrl: string,
): OutboundLimits => ({
  allowPrivate: env.ALLOW_PRIVATE_NETWORKS || new URL(baseUrl).origin === sampleGateway.origin(),
  deadlineMs: DEADLINE_MS,
});
