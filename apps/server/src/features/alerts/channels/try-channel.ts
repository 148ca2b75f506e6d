/** Sends a test through a channel as it is entered, saved or not, and says exactly what happened. */
import { randomUUID } from "node:crypto";
import type { SaveAlertChannel } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { draftOf, standingChannel } from "./edit-channels";
import { sendMessage } from "./send-message";

export type TriedChannel = Readonly<{ isOk: boolean; words: string }>;

/** Errors: NOT_FOUND, INVALID_INPUT. */
export async function tryChannel(ctx: ActingContext, input: SaveAlertChannel): Promise<TriedChannel> {
  const standing = input.id === undefined ? null : await standingChannel(ctx, input.id);
  const { settings, secret } = draftOf(ctx, input, standing);
  const message = {
    id: `test-${randomUUID()}`,
    title: "Test from Ratecard",
    detail: `${ctx.actor.label} tests the channel ${input.name}. Alerts will arrive like this.`,
    rule: "none, this is a test",
    link: null,
  };
  const answer = await sendMessage(ctx, settings, secret, { message, leaving: async () => undefined });
  return { isOk: answer.ok, words: answer.words };
}
