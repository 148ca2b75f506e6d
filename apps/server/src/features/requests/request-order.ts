/**
 * The order of a list of requests, and where its next page begins: by key, so that what arrives meanwhile shifts nothing.
 * Rules   equal values are in the order of their times and ids, in the same direction; requests without the value come last, whatever
 *         the direction. Those are a part of their own, so that an index of the value alone gives the order of the others.
 * Errors  INVALID_INPUT for a cursor of another list or another order.
 */
import type { RequestSort } from "@ratecard/contract";
import { refusedField } from "#server/errors/domain-error";
import { fromCursor, toCursor } from "#server/ledger/list-cursor";
import { type Behind, type Ranged, RANGED } from "#server/ledger/request-filter";

/** `after`: time, request id and gateway of the last row, and its value where time is not what is sorted by; null has none. */
export type RequestOrder = Readonly<{
  by: Ranged;
  isDescending: boolean;
  after: Readonly<{ key: readonly string[]; value: string | null }> | null;
}>;

export const orderOf = (sort: RequestSort, after: RequestOrder["after"] = null): RequestOrder => ({
  by: sort.replace("-", "") as Ranged,
  isDescending: sort.startsWith("-"),
  after,
});

/** What of a row tells its place. */
type PlacedRow = Readonly<{
  occurredAt: string;
  requestId: string;
  gateway: string;
  costUsd: string | null;
  totalTokens: number | null;
  latencyMs: number | null;
}>;

const VALUE_OF: Readonly<Record<Ranged, (row: PlacedRow) => string | number | null>> = {
  time: ({ occurredAt }) => occurredAt,
  cost: ({ costUsd }) => costUsd,
  tokens: ({ totalTokens }) => totalTokens,
  latency: ({ latencyMs }) => latencyMs,
};

export function behind(order: RequestOrder, row: PlacedRow): RequestOrder {
  const { occurredAt, requestId, gateway } = row;
  const value = VALUE_OF[order.by](row);
  return { ...order, after: { key: [occurredAt, requestId, gateway], value: value === null ? null : String(value) } };
}

/** Behind the time, the id and the gateway: the sort and its value, empty for none. The usual order needs neither. */
export const cursorOf = (sort: RequestSort, { after }: RequestOrder): string =>
  toCursor([...(after?.key ?? []), ...(sort === USUAL ? [] : [sort, after?.value ?? ""])]);

const USUAL: RequestSort = "-time";
const KEY_PARTS = ["instant", "text", "text"] as const;
/** As the database takes them. */
const VALUE = { cost: /^-?\d{1,24}(?:\.\d+)?$/, tokens: /^\d{1,18}$/, latency: /^\d{1,18}$/ } as const;

export function orderFromCursor(sort: RequestSort, cursor: string): RequestOrder {
  const parts = fromCursor(cursor, sort === USUAL ? KEY_PARTS : [...KEY_PARTS, "text", "text"]);
  const key = parts.slice(0, KEY_PARTS.length);
  const [ofSort, value = ""] = sort === USUAL ? [sort, key[0]] : parts.slice(KEY_PARTS.length);
  const order = orderOf(sort, { key, value: value === "" ? null : value });
  const isOfOrder = order.by === "time" ? value === key[0] : value === "" || VALUE[order.by].test(value);
  if (ofSort !== sort || !isOfOrder) throw refusedField("cursor", "not-a-cursor");
  return order;
}

/** Rows that have the value, or those that have none. */
export type OrderedPart = Readonly<{
  by: Ranged;
  isDescending: boolean;
  hasValue: boolean;
  /** Days that are over have an index of this order. */
  isIndexed: boolean;
  behind: Behind | undefined;
  /** Values of the comparison with the last row, in the order of its columns. */
  after: readonly string[];
}>;

export function partsOf({ by, isDescending, after }: RequestOrder): readonly OrderedPart[] {
  const [at = "", ...ids] = after?.key ?? [];
  const byTime = { by: "time", isDescending, value: at } as const;
  const inOrderOfTime: OrderedPart = {
    by: "time",
    isDescending,
    hasValue: by === "time",
    isIndexed: false,
    behind: after ? byTime : undefined,
    after: after ? [at, ...ids] : [],
  };
  if (by === "time") return [inOrderOfTime];
  const without = { ...inOrderOfTime, by };
  if (after?.value === null) return [without];
  const withValue: OrderedPart = {
    by,
    isDescending,
    hasValue: true,
    isIndexed: true,
    behind: after ? { by, isDescending, value: after.value } : undefined,
    after: after ? [after.value, at, ...ids] : [],
  };
  return [withValue, { ...without, behind: undefined, after: [] }];
}

const KEY = [RANGED.time, { column: "request_id", type: "text" }, { column: "gateway", type: "text" }] as const;

/** `first`: how many parameters there are before those of `after`. */
export function orderSql({ by, isDescending, hasValue, after }: OrderedPart, first: number) {
  const isByTime = by === "time";
  const columns = isByTime || !hasValue ? KEY : [RANGED[by], ...KEY];
  const names = columns.map(({ column }) => `logged.${column}`);
  const last = columns.map(({ type }, index) => `$${first + index + 1}::${type}`);
  const conditions = [
    ...(isByTime ? [] : [`logged.${RANGED[by].column} IS ${hasValue ? "NOT " : ""}NULL`]),
    ...(after.length === 0 ? [] : [`(${names.join(", ")}) ${isDescending ? "<" : ">"} (${last.join(", ")})`]),
  ];
  return {
    condition: conditions.join(" AND ") || "true",
    orderBy: names.map((name) => `${name} ${isDescending ? "DESC" : "ASC"}`).join(", "),
  };
}
