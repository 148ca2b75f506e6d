/** What is asked: the metric, its groups, the steps of time, what comes first and how much of it is told apart. */
import { Group, SegmentedControl, Select, Switch } from "@mantine/core";
import { EXPLORE_LIMITS, INTERVALS, METRIC_NAMES, SPEND_DIMENSIONS } from "@ratecard/contract";
import { DIMENSION_WORDS } from "#web/components/filters/filters-in-url";
import { type ExploreSearch, METRIC_WORDS } from "./explore-search";

const METRICS = METRIC_NAMES.map((value) => ({ value, label: METRIC_WORDS[value] }));
const DIMENSIONS = SPEND_DIMENSIONS.map((value) => ({ value, label: `by ${DIMENSION_WORDS[value].toLowerCase()}` }));
const RANKS = METRIC_NAMES.map((value) => ({ value, label: `most ${METRIC_WORDS[value].toLowerCase()}` }));
const LIMITS = EXPLORE_LIMITS.map((value) => ({ value, label: `first ${value}` }));
const STEPS = INTERVALS.map((value) => ({
  value,
  label: { hour: "Hour", day: "Day", week: "Week", month: "Month" }[value],
}));

type ExploreControlsProps = Readonly<{ search: ExploreSearch; onChange: (patch: Partial<ExploreSearch>) => void }>;

export function ExploreControls({ search, onChange }: ExploreControlsProps) {
  const { metric, group, subgroup, interval, rankBy, limit, cumulative } = search;
  const dimensionOf = (value: string | null) => SPEND_DIMENSIONS.find((known) => known === value) ?? "";
  return (
    <Group gap="xs" wrap="wrap" role="group" aria-label="Question">
      <Select
        aria-label="Metric"
        w={165}
        data={METRICS}
        value={metric}
        allowDeselect={false}
        onChange={(value) => onChange({ metric: METRIC_NAMES.find((known) => known === value) ?? "costUsd" })}
      />
      <Select
        aria-label="Group"
        placeholder="in total"
        w={128}
        data={DIMENSIONS}
        value={group === "" ? null : group}
        clearable
        onChange={(value) => onChange({ group: dimensionOf(value), ...(value === null && { subgroup: "" }) })}
      />
      <Select
        aria-label="Subgroup"
        placeholder="and by ..."
        w={128}
        data={DIMENSIONS.filter(({ value }) => value !== group)}
        value={subgroup === "" || subgroup === group ? null : subgroup}
        disabled={group === ""}
        clearable
        onChange={(value) => onChange({ subgroup: dimensionOf(value) })}
      />
      <SegmentedControl
        aria-label="Interval"
        data={STEPS}
        value={interval}
        onChange={(value) => onChange({ interval: INTERVALS.find((known) => known === value) ?? "day" })}
      />
      <Select
        aria-label="Rank by"
        placeholder="largest first"
        w={155}
        data={RANKS}
        value={rankBy === "" ? null : rankBy}
        disabled={group === ""}
        clearable
        onChange={(value) => onChange({ rankBy: METRIC_NAMES.find((known) => known === value) ?? "" })}
      />
      <Select
        aria-label="Limit"
        w={90}
        data={LIMITS}
        value={limit}
        disabled={group === ""}
        allowDeselect={false}
        onChange={(value) => onChange({ limit: EXPLORE_LIMITS.find((known) => known === value) ?? "10" })}
      />
      <Switch
        label="Cumulative"
        checked={cumulative}
        onChange={({ currentTarget }) => onChange({ cumulative: currentTarget.checked })}
      />
    </Group>
  );
}
