/**
 * Reads a listing while it streams by: keeps what is a model, counts what is not and why, and drops repeats.
 * Errors  a refusal is an answer with a sentence; what cannot be a listing any more need not be read on.
 */
import { EntrySplitter, type SplitForm, type SplitProblem } from "./entry-splitter";
import { isModelName, type LeftOut, type ListedModel, type Listing, type ListingRefused } from "./listed-model";
import { asObject, type JsonObject, parseJson } from "./read-json";
import { wildcardRoutes } from "./wildcard-routes";

/** More entries than any gateway serves: a lie or an accident. */
const MOST_MODELS = 20_000;

/** How one kind of server lists its models. `read` answers a model, or the reason why the entry is none. */
export type ListingForm = SplitForm &
  Readonly<{
    read: (entry: JsonObject) => ListedModel | string;
    /** The cursor of the next page, from what stands around the list. */
    next?: (around: JsonObject | undefined) => string | undefined;
  }>;

export type StreamReader<Outcome> = Readonly<{
  /** false: enough was seen. */
  write: (chunk: string) => boolean;
  finish: () => Outcome;
}>;

/** `routes`: where names of wildcard routes go; others may add to it until the end. */
export function listingReader(form: ListingForm, routes = new Set<string>()): StreamReader<Listing> {
  const models = new Map<string, ListedModel>();
  const reasons = new Map<string, number>();
  const entries = entryReader(form, (entry) => {
    const model = readModel(entry, form.read, routes);
    if (typeof model === "string") reasons.set(model, (reasons.get(model) ?? 0) + 1);
    else models.set(JSON.stringify([model.name, model.servedModel ?? ""]), model);
  });
  const finish = (): Listing => {
    const read = entries.finish();
    if (read.outcome === "refused") return read;
    if (read.count > 0 && models.size === 0 && routes.size === 0) {
      return wrongShape(`lists ${read.count} entries and none of them is a model (${[...reasons.keys()].join("; ")}).`);
    }
    const leftOut: LeftOut[] = [...reasons].map(([reason, count]) => ({ count, reason }));
    const next = form.next?.(read.around);
    const listed = { models: [...models.values()], leftOut, ...(next === undefined ? {} : { next }) };
    return { outcome: "listed", ...listed, wildcardRoutes: wildcardRoutes(routes, listed.models) };
  };
  return { write: entries.write, finish };
}

function readModel(entry: unknown, read: ListingForm["read"], routes: Set<string>): ListedModel | string {
  const object = asObject(entry);
  if (!object) return "not an object";
  const model = read(object);
  if (typeof model === "string") return model;
  if (!isModelName(model.name)) return "name is empty, too long or has control characters";
  if (!model.name.includes("*")) return model;
  routes.add(model.name);
  return "a wildcard route, which is no model";
}

export type EntriesRead = Readonly<{ outcome: "read"; count: number; around: JsonObject | undefined }>;

/** The entries of any list, as JSON values; what is made of them is for `take` to keep. */
export function entryReader(
  form: SplitForm,
  take: (entry: unknown) => void,
): StreamReader<EntriesRead | ListingRefused> {
  let count = 0;
  let refusal: ListingRefused | undefined;
  const splitter = new EntrySplitter(form, (text) => {
    count += 1;
    if (refusal) return;
    const parsed = count > MOST_MODELS ? undefined : parseJson(text);
    if (!parsed) refusal = wrongShape(TOO_MANY);
    else if (parsed.ok) take(parsed.value);
    else refusal = BROKEN;
  });
  const finish = (): EntriesRead | ListingRefused => {
    if (refusal) return refusal;
    const around = parseJson(splitter.around);
    if (!around.ok) return splitter.around === "" ? EMPTY : splitter.hasList ? BROKEN : REFUSALS["not-json"];
    if (!splitter.hasList) return wrongShape(noList(form));
    return { outcome: "read", count, around: asObject(around.value) };
  };
  return {
    write: (chunk) => {
      const problem = splitter.write(chunk);
      if (problem !== undefined) refusal ??= REFUSALS[problem];
      return refusal === undefined;
    },
    finish,
  };
}

const wrongShape = (reason: string): ListingRefused => ({ outcome: "refused", problem: "wrong-shape", reason });
const notJson = (reason: string): ListingRefused => ({ outcome: "refused", problem: "not-json", reason });

const TOO_MANY = `lists more than ${MOST_MODELS} models. Check that this is the model listing.`;
const EMPTY = notJson("answered nothing. Check the kind and the address.");
const noList = ({ listKey }: SplitForm) =>
  `answered JSON without a list "${listKey}" of models. Check the kind and the address.`;
const BROKEN = notJson("sent JSON that is broken or ends in the middle. Try again, then look into its log.");

const REFUSALS: Record<SplitProblem, ListingRefused> = {
  "not-json": notJson("answered something that is not JSON. Check that the address is the API, not a web page."),
  "too-deep": wrongShape("answered JSON that is nested too deeply. Check that this is the model listing."),
  "too-long": wrongShape("answered far more text than its models need. Check that this is the model listing."),
};
