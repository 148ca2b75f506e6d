/**
 * Gets the catalogue's text from where the setting points: an http(s) URL or a file.
 * Units   at most 64 MB of text, 60 s for all of it.
 * Errors  an answer with a sentence; nothing is thrown for a source that is gone, slow, too large or not text.
 */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { acceptCatalog, type CatalogIndex, type CatalogProblem, isSameCatalog, withAccepted } from "@ratecard/catalog";
import { describeProblem } from "@ratecard/contract";
import { describeFileError } from "#server/errors/describe-file-error";
import { guardedFetch } from "#server/outbound/guarded-fetch";
import type { LoadedSnapshot } from "#server/pricing/load-catalog";
import type { ActingContext } from "#server/services/context";
import { findOpenChanges } from "./change-rows";

export type CatalogContent = Readonly<{ text: string; sha256: string; etag: string | null }>;
/** No content: it is still what `etag` names. */
export type CatalogFetch =
  | Readonly<{ ok: true; content: CatalogContent | null }>
  | Readonly<{ ok: false; problem: string }>;

const MOST_BYTES = 64 * 1024 * 1024;
const DEADLINE_MS = 60_000;

async function fetchCatalog(
  source: string,
  options: Readonly<{ etag: string | null; allowPrivate: boolean; signal?: AbortSignal }>,
): Promise<CatalogFetch> {
  if (source.startsWith("file:")) return readCatalogFile(source);
  const answer = await guardedFetch({
    url: source,
    headers: { accept: "application/json", ...(options.etag && { "if-none-match": options.etag }) },
    maxBytes: MOST_BYTES,
    deadlineMs: DEADLINE_MS,
    allowPrivate: options.allowPrivate,
    ...(options.signal && { signal: options.signal }),
  });
  if (!answer.ok) return { ok: false, problem: answer.advice };
  if (answer.status === 304) return { ok: true, content: null };
  if (answer.status !== 200) return { ok: false, problem: `It answered ${answer.status}. ${adviceOn(answer.status)}` };
  return contentOf(answer.text, answer.headers.etag ?? null);
}

const contentOf = (text: string, etag: string | null): CatalogFetch => ({
  ok: true,
  content: { text, sha256: createHash("sha256").update(text).digest("hex"), etag },
});

function adviceOn(status: number): string {
  if (status === 401 || status === 403) return "The address needs a sign-in; use one that is open to this server.";
  if (status === 404) return "Check the address in LITELLM_CATALOG_URL.";
  return status >= 500 ? "Try again later." : "Check the address in LITELLM_CATALOG_URL.";
}

async function readCatalogFile(source: string): Promise<CatalogFetch> {
  try {
    const file = await open(fileURLToPath(source));
    try {
      const { size } = await file.stat();
      if (size > MOST_BYTES)
        return { ok: false, problem: describeProblem("file-too-large", { bytes: size, most: MOST_BYTES }) };
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.readFile());
      return contentOf(text, null);
    } finally {
      await file.close();
    }
  } catch (error) {
    return { ok: false, problem: describeFileError(error, "LITELLM_CATALOG_URL") };
  }
}

type FetchedCatalog = Readonly<
  | { outcome: "unchanged" }
  | { outcome: "changed"; content: CatalogContent; index: CatalogIndex }
  | { outcome: "refused"; problem: string }
>;

/**
 * The catalogue of the source, for a refresh and for its preview. `unchanged`: nothing but what is in force or waits.
 * `held`: the snapshot in force, when it came from the same source. `refused` carries the reason, without a full stop.
 */
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
  const waiting = open.map(({ entry }) => entry);
  if (held && isSameCatalog(withAccepted(held.index(), waiting), accepted.index)) return { outcome: "unchanged" };
  return { outcome: "changed", content: fetched.content, index: accepted.index };
}

const SENTENCES = {
  empty: "it is empty",
  html: "it is a web page, not JSON",
  "not-json": "it is not JSON, or it was cut off",
  "not-an-object": "it is JSON, but not a list of models by name",
  "no-prices": "no model in it has a price",
  shrunk: "it has far fewer prices than the last good one",
} satisfies Record<CatalogProblem, string>;

/** Why a text is no catalogue, as a sentence. */
const refusedSentence = (problem: CatalogProblem, detail: string): string =>
  `${SENTENCES[problem]} (${detail.replace(/\.$/, "")})`;
