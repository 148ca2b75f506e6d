/** The addresses of files with exactly the numbers of a question of spend. */
import { queryText } from "#web/components/filters/filters-in-url";
import type { RouterInputs } from "#web/trpc";
import type { SpendScope } from "./spend-search";

export const csvHref = (query: RouterInputs["spend"]["explore"]): string =>
  `/api/admin/analytics.csv?${queryText(query)}`;

export const focusHref = (scope: SpendScope): string => `/api/admin/focus.csv?${queryText(scope)}`;
