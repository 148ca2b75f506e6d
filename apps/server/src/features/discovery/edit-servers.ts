/**
 * Edits a server. A key is for one origin: another origin forgets it, unless a new one comes along.
 * Errors  NOT_FOUND, ALREADY_EXISTS, INVALID_INPUT.
 */
import { type CreateServer, foundProblem, type OneServer, type UpdateServer } from "@ratecard/contract";
import { normaliseBaseUrl } from "@ratecard/discovery";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { refuseGone } from "#server/write/refuse-gone";
import { refuseTakenName } from "#server/write/refuse-taken-name";
import { write } from "#server/write/write";
import { findServer, type ServerRow, type ServerView, serverView } from "./rows";

export type UpdatedServer = ServerView & Readonly<{ isKeyForgotten: boolean }>;

type Change = { before: ServerRow; after: ServerRow };

export async function updateServer(ctx: ActingContext, input: UpdateServer): Promise<UpdatedServer> {
  const address = input.baseUrl === undefined ? undefined : checkBaseUrl(input.baseUrl);
  const entry = { action: "server.update", subject: input.name ?? input.id, details: changesOf };
  const { before, after } = await refuseTakenName("server", input.name ?? input.id, () =>
    write<Change>(ctx, entry, async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM litellm_servers WHERE id = ${input.id}::uuid FOR UPDATE`;
      const standing = await findServer(tx, input.id);
      const isElsewhere = address !== undefined && address.origin !== originOf(standing.baseUrl);
      const isOther = isElsewhere || (address !== undefined && address.url !== standing.baseUrl);
      const data = {
        ...definedOf({
          name: input.name,
          kind: input.kind,
          isActive: input.isActive,
          baseUrl: address?.url,
          supportedModels: input.supportedModels && [...new Set(input.supportedModels)].sort(),
        }),
        ...keyChange(ctx, input.apiKey, isElsewhere),
        ...(isOther || input.kind !== undefined ? UNTESTED : {}),
        updatedAt: ctx.clock(),
      };
      return { before: standing, after: await tx.litellmServer.update({ where: { id: input.id }, data }) };
    }),
  );
  return { ...serverView(after), isKeyForgotten: before.apiKey !== null && after.apiKey === null };
}

const UNTESTED = { health: "unknown", healthCode: null, healthMessage: null } as const;

function keyChange(ctx: ActingContext, apiKey: string | null | undefined, isElsewhere: boolean) {
  if (apiKey !== undefined && apiKey !== null) return { apiKey: ctx.secrets.wrap(apiKey) };
  return apiKey === null || isElsewhere ? { apiKey: null } : {};
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const definedOf = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;

/** For the audit log: addresses and states, never keys. */
const changesOf = ({ before, after }: Change) => ({
  before: shown(before),
  after: shown(after),
  ...(before.apiKey === after.apiKey ? {} : { key: after.apiKey === null ? "forgotten" : "replaced" }),
});

const shown = ({ name, kind, baseUrl, isActive, supportedModels }: ServerRow) => ({
  name,
  kind,
  baseUrl,
  isActive,
  modelCount: supportedModels.length,
});

/** Connects a server. Its key is wrapped before it is stored. Errors: ALREADY_EXISTS, INVALID_INPUT. */
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

/** Disconnects a server: its listing and custom names go, prices and requests stay. Errors: NOT_FOUND. */
export async function removeServer(ctx: ActingContext, { id }: OneServer): Promise<void> {
  const { name, baseUrl } = await findServer(ctx.db.prisma, id);
  const entry = { action: "server.remove", subject: name, details: () => ({ baseUrl }) };
  await refuseGone("server", id, () => write(ctx, entry, (tx) => tx.litellmServer.delete({ where: { id } })));
}

/** An address as it is stored. Errors: INVALID_INPUT with what is wrong with it. */
export function checkBaseUrl(text: string): { url: string; origin: string } {
  const address = normaliseBaseUrl(text);
  if (!address.ok) throw new DomainError("INVALID_INPUT", { issues: [foundProblem("baseUrl", address.problem)] });
  return address;
}

export const originOf = (url: string): string => new URL(url).origin;
