/**
 * Fetches the catalogue and decides whether it is one, for a refresh and for its preview.
 * Errors  an answer: `refused` carries the reason, without a full stop.
 */
import { acceptCatalog, type CatalogIndex, isSameCatalog, withAccepted } from "@ratecard/catalog";
import type { ActingContext } from "#server/services/context";
import type { LoadedSnapshot } from "#server/pricing/load-catalog";
import { findOpenChanges } from "./change-rows";
import { type CatalogContent, fetchCatalog } from "./fetch-catalog";
import { refusedSentence } from "./refused-sentence";

export type FetchedCatalog = Readonly<
  | { outcome: "unchanged" }
  | { outcome: "changed"; content: CatalogContent; index: CatalogIndex }
  | { outcome: "refused"; problem: string }
>;

/** `held`: the snapshot in force, when it came from the same source. `unchanged`: nothing but what is in force or waits. */
export async function fetchAccepted(
  { env, db }: Pick<ActingContext, "env" | "db">,
  held: LoadedSnapshot | undefined,
  signal?: AbortSignal,
): Promise<FetchedCatalog> {
  const fetched = await fetchCatalog(env.LITELLM_CATALOG_URL, {
    etag: held?.etag ?? null,
    allowPrivate: env.ALLOW_PRIVATE_NETWORKS,
    ...(signal && { signal }),
  });
  signal?.throwIfAborted();
  if (!fetched.ok) return { outcome: "refused", problem: fetched.problem.replace(/\.$/, "") };
  if (fetched.content === null || fetched.content.sha256 === held?.sha256) return { outcome: "unchanged" };
  const accepted = acceptCatalog(fetched.content.text, held?.index());
  if (!accepted.ok) return { outcome: "refused", problem: refusedSentence(accepted.problem, accepted.detail) };
  const open = held ? await findOpenChanges(db.pool) : [];
  const asked = open.map(({ entry }) => entry);
  if (held && isSameCatalog(withAccepted(held.index(), asked), accepted.index)) return { outcome: "unchanged" };
  return { outcome: "changed", content: fetched.content, index: accepted.index };
}
