/**
 * Stores what a discovery found on one server: its models, the names it serves, the aliases among them. All or nothing.
 * A name somebody added to `supported_models` by hand stays; a custom name somebody wrote or edited is left as it is.
 * Errors  NOT_FOUND when the server was removed meanwhile.
 */
import type { ListedModel } from "@ratecard/discovery";
import { termsToJson } from "@ratecard/pricing";
import type { Transaction } from "@ratecard/prisma";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import type { FoundListing } from "./fetch-listing";
import type { ListingFailure } from "./listing-failure";
import { findServer, type ServerRow } from "./rows";

/** Answers the names that were not there before. */
export async function saveListing(
  ctx: ActingContext,
  server: ServerRow,
  found: FoundListing,
): Promise<readonly string[]> {
  const details = () => ({ models: found.models.length, leftOut: found.leftOut, notes: found.notes });
  return write(ctx, { action: "server.discover", subject: server.name, details }, async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM litellm_servers WHERE id = ${server.id}::uuid FOR UPDATE`;
    const standing = await findServer(tx, server.id);
    const names = [...new Set(found.models.map(({ name }) => name))];
    const byHand = await namesByHand(tx, standing);
    const known = new Set(standing.supportedModels);
    await replaceModels(tx, server.id, found.models);
    await replaceAliases(tx, server.id);
    const note = found.notes.join(" ");
    await tx.litellmServer.update({
      where: { id: server.id },
      data: {
        health: "ok",
        healthCode: null,
        healthMessage: note === "" ? null : note,
        lastDiscoveredAt: ctx.clock(),
        lastModelCount: names.length,
        supportedModels: [...new Set([...names, ...byHand])].sort(),
        wildcardRoutes: found.wildcardRoutes,
      },
    });
    return names.filter((name) => !known.has(name));
  });
}

/** What stands there without ever having been found. */
async function namesByHand(tx: Transaction, { id, supportedModels }: ServerRow): Promise<readonly string[]> {
  const before = await tx.discoveredModel.findMany({ where: { serverId: id }, select: { name: true } });
  const discovered = new Set(before.map(({ name }) => name));
  return supportedModels.filter((name) => !discovered.has(name));
}

/** Rows a statement: a large listing is never one text as a whole. */
const SLICE = 1000;

async function replaceModels(tx: Transaction, serverId: string, found: readonly ListedModel[]): Promise<void> {
  await tx.discoveredModel.deleteMany({ where: { serverId } });
  for (let at = 0; at < found.length; at += SLICE) await insertModels(tx, serverId, found.slice(at, at + SLICE));
}

async function insertModels(tx: Transaction, serverId: string, found: readonly ListedModel[]): Promise<void> {
  const rows = found.map(({ name, servedModel, provider, mode, suggestedTerms, isPriceSet, priceNotes, raw }) => ({
    name,
    served_model: servedModel ?? "",
    provider: provider ?? null,
    mode: mode ?? null,
    suggested_terms: suggestedTerms ? termsToJson(suggestedTerms) : null,
    is_price_set: isPriceSet ?? false,
    price_notes: priceNotes ?? [],
    raw,
  }));
  await tx.$executeRaw`
    INSERT INTO discovered_models
      (server_id, name, served_model, provider, mode, suggested_terms, is_price_set, price_notes, raw)
    SELECT ${serverId}::uuid, name, served_model, provider, mode, nullif(suggested_terms, 'null'), is_price_set,
      price_notes, raw::jsonb
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS found (name text, served_model text, provider text, mode text, suggested_terms jsonb, is_price_set boolean,
        price_notes jsonb, raw text)
    ON CONFLICT DO NOTHING`;
}

/** An alias a person wrote or edited is that person's: the discovery adds nothing to it. */
async function replaceAliases(tx: Transaction, serverId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM custom_models AS custom WHERE server_id = ${serverId}::uuid AND is_discovered AND NOT EXISTS (
      SELECT FROM discovered_models AS found WHERE found.server_id = custom.server_id
        AND found.name = custom.custom_name AND found.served_model = custom.actual_model)`;
  await tx.$executeRaw`
    INSERT INTO custom_models (custom_name, server_id, actual_model, provider, is_discovered)
    SELECT DISTINCT ON (name, served_model) name, server_id, served_model, provider, true
    FROM discovered_models AS found
    WHERE server_id = ${serverId}::uuid AND served_model <> '' AND is_name(served_model) AND NOT EXISTS (
      SELECT FROM custom_models AS own WHERE own.server_id = found.server_id
        AND own.custom_name = found.name AND NOT own.is_discovered)
    ORDER BY name, served_model, provider
    ON CONFLICT (custom_name, server_id, actual_model) DO UPDATE SET provider = EXCLUDED.provider
      WHERE custom_models.provider IS DISTINCT FROM EXCLUDED.provider`;
}

/** Stores why a server could not be asked; what was found before stays. */
export async function saveFailure(ctx: ActingContext, server: ServerRow, failure: ListingFailure): Promise<void> {
  const details = () => ({ code: failure.code, message: failure.message });
  await write(ctx, { action: "server.discover-failed", subject: server.name, details }, (tx) =>
    tx.litellmServer.updateMany({
      where: { id: server.id },
      data: { health: "failed", healthCode: failure.code, healthMessage: failure.message },
    }),
  );
}
