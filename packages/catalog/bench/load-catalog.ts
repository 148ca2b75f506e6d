/** The catalogue of the benchmark: LiteLLM's when at hand, else the bundled one. */
import { bundledCatalog, type CatalogIndex, parseCatalog } from "../src/index";
import { CATALOG_FILE, sharedText } from "../src/testing/shared-data";

export type BenchCatalog = Readonly<{ source: string; text: string | undefined; index: CatalogIndex }>;

export const BENCH_AT = Date.UTC(2026, 7, 1);

export async function loadCatalog(): Promise<BenchCatalog> {
  const text = sharedText(CATALOG_FILE);
  const parsed = text === undefined ? undefined : parseCatalog(text);
  if (parsed?.ok) return { source: CATALOG_FILE, text, index: parsed.index };
  return { source: "bundled", text: undefined, index: await bundledCatalog(BENCH_AT) };
}

/** Names of models that talk: the others are rarely billed by plain tokens. */
export const chatKeys = ({ entries }: CatalogIndex): readonly string[] =>
  [...entries.values()].filter(({ mode = "chat" }) => mode === "chat").map(({ key }) => key);
