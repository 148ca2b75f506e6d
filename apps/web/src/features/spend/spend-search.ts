/** What the spend pages keep in their URL: the period, what it is compared with, the filters. */
import { COMPARISONS, type DayRange } from "@ratecard/contract";
import { z } from "zod";
import { activeFilters, FILTERS_IN_URL, type FiltersInUrl } from "#web/components/filters/filters-in-url";
import { PeriodSearch } from "#web/components/period-picker";

export const SpendSearch = PeriodSearch.extend({
  ...FILTERS_IN_URL,
  compare: z.enum(COMPARISONS).catch("previous"),
  /** The numbers of every chart stand below it, too. */
  tables: z.boolean().catch(false),
});
export type SpendSearch = z.output<typeof SpendSearch>;

/** Days and filters, as the server takes them. */
export type SpendScope = DayRange & Partial<FiltersInUrl>;

export const scopeOf = (search: FiltersInUrl, range: DayRange): SpendScope => ({ ...range, ...activeFilters(search) });
