/** The connected servers that events name, and what is known of the providers of their models. */
import type { UsageEvent } from "@ratecard/contract";
import { PROVIDER_OF_KIND } from "@ratecard/discovery";
import type { Services } from "#server/services/context";

export type KnownServer = Readonly<{
  id: string;
  /** By name, where discovery found one. */
  providers: ReadonlyMap<string, string>;
  /** Of any name: its kind serves one provider only. */
  provider: string | undefined;
}>;

export const providerAt = (server: KnownServer | undefined, model: string): string | undefined =>
  server?.providers.get(model) ?? server?.provider;

/** By the text the event used: the server's name or its id. No query when no event names a server. */
export async function loadServers(
  { prisma }: Services["db"],
  events: readonly UsageEvent[],
): Promise<ReadonlyMap<string, KnownServer>> {
  const named = new Set(events.flatMap(({ server }) => server ?? []));
  if (named.size === 0) return new Map();
  const servers = await prisma.litellmServer.findMany({
    where: { OR: [{ name: { in: [...named] } }, { id: { in: [...named].filter((text) => UUID.test(text)) } }] },
    select: {
      id: true,
      name: true,
      kind: true,
      discoveredModels: {
        where: { provider: { not: null }, name: { in: [...new Set(events.map(({ model }) => model))] } },
        select: { name: true, provider: true },
        distinct: ["name", "provider"],
      },
    },
  });
  return new Map(
    servers.flatMap(({ id, name, kind, discoveredModels }) => {
      const server = { id, providers: unambiguous(discoveredModels), provider: PROVIDER_OF_KIND.get(kind) };
      return [[id, server] as const, [name, server] as const];
    }),
  );
}

/** A name that is deployed at two providers says nothing about which one served a request. */
function unambiguous(models: readonly { name: string; provider: string | null }[]): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>();
  for (const { name, provider } of models) found.set(name, found.has(name) ? null : provider);
  return new Map([...found].flatMap(([name, provider]) => (provider === null ? [] : [[name, provider] as const])));
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
