/** Connects a server. Its key is wrapped before it is stored. Errors: ALREADY_EXISTS, INVALID_INPUT. */
import type { CreateServer } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { checkBaseUrl } from "./check-base-url";
import { refuseTakenName, type ServerView, serverView } from "./rows";

export async function createServer(ctx: ActingContext, input: CreateServer): Promise<ServerView> {
  const { name, kind, isActive, apiKey } = input;
  const baseUrl = checkBaseUrl(input.baseUrl).url;
  const data = { name, kind, isActive, baseUrl, apiKey: apiKey === undefined ? null : ctx.secrets.wrap(apiKey) };
  const details = () => ({ kind, baseUrl, hasKey: apiKey !== undefined });
  const row = await refuseTakenName("server", name, () =>
    write(ctx, { action: "server.create", subject: name, details }, (tx) => tx.litellmServer.create({ data })),
  );
  return serverView(row);
}
