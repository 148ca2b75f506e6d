/** 753 real price edits of LiteLLM's catalogue in 18 months, each as a refresh of the row it was made in. */
import { movedBy, rateProblemSentence } from "@ratecard/pricing";
import { expect, test } from "vitest";
import { bundledCatalog } from "./bundled-catalog";
import { type CatalogChange, diffCatalogs, referenceFrom } from "./diff-catalogs";
import {
  digitsOf,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  readJson,
  toJsonText,
} from "./json-text";
import { catalogIndex } from "./testing/catalog-text";
import { CATALOG_FILE, PRICE_CHANGES_FILE, sharedText } from "./testing/shared-data";

const [catalog, edits] = [sharedText(CATALOG_FILE), sharedText(PRICE_CHANGES_FILE)].map((text) => {
  const read = readJson(text ?? "{}")?.value;
  return isJsonObject(read) ? read : {};
});
const list = isJsonArray(edits?.changes) ? edits.changes.filter(isJsonObject) : [];

const moveOf = ({ old: from, new: to }: JsonObject) => movedBy(digitsOf(from ?? "") ?? "", digitsOf(to ?? "") ?? "");

const textOf = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");

/** The row as it is listed today, with the one field as it was and as it became. */
function refreshOf(edit: JsonObject): readonly [from: Row, to: Row] {
  const [key, field] = [textOf(edit.key), textOf(edit.field)];
  const row = catalog?.[key];
  const others = Object.entries(isJsonObject(row) ? row : {}).filter(([name]) => name !== field);
  const withField = (value: JsonValue | undefined): Row => ({
    [key]: [...others, [field, value ?? null] as const]
      .map(([name, each]) => `${JSON.stringify(name)}: ${toJsonText(each)}`)
      .join(", "),
    other: '"input_cost_per_token": 1e-06',
  });
  return [withField(edit.old), withField(edit.new)];
}
type Row = Readonly<Record<string, string>>;

test.runIf(list.length > 0)("of 753 edits 293 moved tenfold", () => {
  expect([list.length, list.filter((edit) => moveOf(edit) === "tenfold").length]).toEqual([753, 293]);
});

test.runIf(list.length > 0)(
  "two of three far moves correct a mistake and pass; what is ordinary still does",
  async () => {
    const referenceOf = referenceFrom(await bundledCatalog(Date.UTC(2026, 7, 1)));
    const counts = { passes: 0, waits: 0, correction: 0 };
    const doubted: CatalogChange[] = [];
    for (const edit of list) {
      const [from, to] = refreshOf(edit).map(catalogIndex);
      if (!from || !to) continue;
      const [before] = diffCatalogs(from, to);
      const [now] = diffCatalogs(from, to, referenceOf);
      const wasFar = before?.fields.some(({ move }) => move !== "ordinary" && move !== "appeared") ?? false;
      counts[now?.isDoubtful ? "waits" : wasFar ? "correction" : "passes"] += 1;
      if (now?.isDoubtful && !wasFar) doubted.push(now);
    }
    expect(counts).toEqual({ passes: 458, waits: 100, correction: 195 });
    expect(
      doubted.map(({ key, problems }) => `${key}: ${problems.map((one) => rateProblemSentence(one)).join(", ")}`),
    ).toEqual([]);
  },
);
