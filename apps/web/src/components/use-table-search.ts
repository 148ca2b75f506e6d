/**
 * Filters, sort, tab and period of a page, kept in the URL: a link is the view.
 *
 *   const Search = z.object({ q: z.string().catch(""), sort: z.string().catch("-cost"), tab: z.enum([...]).catch("users") });
 *   const [search, setSearch] = useTableSearch(Search);      setSearch({ q: "gpt" });
 *
 * Every field needs `.catch(default)`: a hand-written URL never breaks a page. Values equal to the default leave the URL.
 */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { z } from "zod";

type SetSearch<Schema extends z.ZodObject> = (patch: Partial<z.output<Schema>>) => void;

export function useTableSearch<Schema extends z.ZodObject>(schema: Schema): [z.output<Schema>, SetSearch<Schema>] {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const value = useMemo(() => schema.parse(raw), [schema, raw]);
  return [value, useSetTableSearch(schema)];
}

/** One field alone: what is around a table is not drawn again when somebody searches in it. */
export function useSearchField<Schema extends z.ZodObject, Name extends keyof z.output<Schema> & string>(
  schema: Schema,
  name: Name,
): z.output<Schema>[Name] {
  const select = (raw: Record<string, unknown>): unknown => schema.parse(raw)[name];
  return useSearch({ strict: false, select } as never) as z.output<Schema>[Name];
}

export function useSetTableSearch<Schema extends z.ZodObject>(schema: Schema): SetSearch<Schema> {
  const navigate = useNavigate();
  return useCallback(
    (patch: Partial<z.output<Schema>>) => {
      const search = (previous: Record<string, unknown>) =>
        withoutDefaults({ ...previous, ...patch }, schema.parse({}));
      void navigate({ to: ".", search: search as never, replace: true, resetScroll: false });
    },
    [navigate, schema],
  );
}

/** The part of a page's state that differs from its defaults: what has to stand in the URL. */
export function withoutDefaults(
  state: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const differs = ([name, value]: [string, unknown]) =>
    value !== undefined && JSON.stringify(value) !== JSON.stringify(defaults[name]);
  return Object.fromEntries(Object.entries(state).filter(differs));
}
