/** The secret of a channel, unwrapped. Errors: SecretMismatch when RATECARD_SECRET is another one by now. */
import type { ActingContext } from "#server/services/context";
import type { ChannelSecret, StoredChannel } from "./channel-rows";

export function secretOf(
  { secrets }: Pick<ActingContext, "secrets">,
  { secret }: Pick<StoredChannel, "secret">,
): ChannelSecret | null {
  return secret === null ? null : (JSON.parse(secrets.unwrap(secret)) as ChannelSecret);
}
