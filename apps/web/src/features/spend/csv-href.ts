/** The address of the file with exactly the numbers that a question of spend shows. */
import { queryText } from "#web/components/filters/filters-in-url";
import type { RouterInputs } from "#web/trpc";

export const csvHref = (query: RouterInputs["spend"]["explore"]): string =>
  `/api/admin/analytics.csv?${queryText(query)}`;
