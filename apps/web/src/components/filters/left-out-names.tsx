/** The names that are left out, a button for each kind of them: it opens their list, where they are taken back. */
import { type DayRange, LEFT_OUT_BY, SPEND_DIMENSIONS } from "@ratecard/contract";
import type { FiltersInUrl } from "./filters-in-url";
import { NameFilter } from "./name-filter";

type LeftOutNamesProps = Readonly<{
  filters: FiltersInUrl;
  /** Whose names are offered. */
  range: DayRange;
  onChange: (filters: Partial<FiltersInUrl>) => void;
}>;

export function LeftOutNames({ filters, range, onChange }: LeftOutNamesProps) {
  return SPEND_DIMENSIONS.map((by) => {
    if (by === "tag") return null;
    const filter = LEFT_OUT_BY[by];
    const names = filters[filter];
    return (
      names.length > 0 && (
        <NameFilter
          key={filter}
          by={by}
          isLeftOut
          range={range}
          value={names}
          onChange={(value) => onChange({ [filter]: value })}
        />
      )
    );
  });
}
