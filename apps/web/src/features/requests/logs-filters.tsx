import { Button, Group, MultiSelect, Popover, Select, Stack, Switch, TextInput } from "@mantine/core";
import { addDays, type DayRange, LEDGER_SOURCES, LONGEST_RANGE_DAYS } from "@ratecard/contract";
import { COST_FLAGS } from "@ratecard/pricing";
import { IconAdjustmentsHorizontal, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FLAG_WORDS } from "#web/components/cost-arithmetic";
import { DaysInput } from "#web/components/days-input";
import { FilterBar } from "#web/components/filter-bar";
import { LeftOutNames } from "#web/components/filters/left-out-names";
import { NameFilter } from "#web/components/filters/name-filter";
import { useLedgerZone, useToday } from "#web/components/ledger-zone";
import { minuteIn } from "#web/components/today-in";
import { trpc } from "#web/trpc";
import { isDay, isFiltered, type LogsSearch, NO_FILTERS } from "./logs-search";

type FiltersProps = Readonly<{ search: LogsSearch; setSearch: (patch: Partial<LogsSearch>) => void }>;

export function LogsFilters({ search, setSearch }: FiltersProps) {
  const facets = useQuery(trpc.requests.facets.queryOptions());
  const today = useToday();
  const range = offeredRange(search, today);
  return (
    <FilterBar
      search={{
        label: "Request id",
        placeholder: "Request id, whole",
        value: search.requestId,
        onChange: (requestId) => setSearch({ requestId: requestId.trim() }),
      }}
    >
      <Switch
        label="Needs a price"
        checked={search.defaultPriced}
        onChange={({ currentTarget }) => setSearch({ defaultPriced: currentTarget.checked })}
      />
      {FILTERS_IN_LINE.map((by) => (
        <NameFilter
          key={by}
          by={by}
          range={range}
          value={search[by]}
          onChange={(names) => setSearch({ [by]: names })}
        />
      ))}
      <LeftOutNames filters={search} range={range} onChange={setSearch} />
      <Time search={search} setSearch={setSearch} />
      <MoreFilters search={search} setSearch={setSearch} gateways={facets.data?.gateways} />
      {isFiltered(search) && (
        <Button
          variant="subtle"
          color="gray"
          px={6}
          aria-label="Clear filters"
          onClick={() => setSearch({ ...NO_FILTERS, tab: search.tab, sort: search.sort, group: search.group })}
        >
          Clear
        </Button>
      )}
    </FilterBar>
  );
}

/** Hours come by a link, and are chosen nowhere: they can be let go. */
function Time({ search: { from, to }, setSearch }: FiltersProps) {
  const { zone } = useLedgerZone();
  if (isDay(from) && isDay(to)) return <DaysInput from={from} to={to} onChange={setSearch} />;
  const wordsOf = (bound: string) => (bound === "" || isDay(bound) ? bound || "any" : minuteIn(zone, bound));
  const words = `${wordsOf(from)} to ${wordsOf(to)}`;
  return (
    <Button
      variant="default"
      title={`In ${zone}`}
      rightSection={<IconX size={12} stroke={1.6} aria-hidden />}
      aria-label={`Any time instead of ${words}`}
      onClick={() => setSearch({ from: "", to: "" })}
    >
      {words}
    </Button>
  );
}

const FILTERS_IN_LINE = ["model", "provider", "team", "user", "key", "tag"] as const;
const FIRST_DAY = "2000-01-01";

/** Whose names are offered: those of the days that are listed, else of all that a spend question may cover. */
function offeredRange(search: LogsSearch, today: string): DayRange {
  const [from, to] = [search.from.slice(0, FIRST_DAY.length), search.to.slice(0, FIRST_DAY.length)];
  const end = to === "" ? today : to;
  const longest = addDays(end, 1 - LONGEST_RANGE_DAYS);
  const begin = from === "" || from < longest ? longest : from;
  return begin <= end && begin >= FIRST_DAY ? { from: begin, to: end } : { from: end, to: end };
}

const FLAGS = COST_FLAGS.map((flag) => ({ value: flag, label: FLAG_WORDS[flag].label }));
const SOURCES = LEDGER_SOURCES.map((source) => ({ value: source, label: source }));

const RANGES = [
  { label: "Cost in USD", from: "costUsdFrom", to: "costUsdTo" },
  { label: "Tokens", from: "tokensFrom", to: "tokensTo" },
  { label: "Latency, ms", from: "latencyMsFrom", to: "latencyMsTo" },
] as const;

function Ranges({ search, setSearch }: FiltersProps) {
  return (
    <>
      {RANGES.map(({ label, from, to }) => (
        <Group key={from} gap="xs" grow wrap="nowrap">
          <Exact label={`${label}, from`} value={search[from]} onChange={(value) => setSearch({ [from]: value })} />
          <Exact label="to" value={search[to]} onChange={(value) => setSearch({ [to]: value })} />
        </Group>
      ))}
      <Exact label="HTTP status, or none" value={search.status} onChange={(value) => setSearch({ status: value })} />
    </>
  );
}

function MoreFilters({
  search,
  setSearch,
  gateways,
}: FiltersProps & Readonly<{ gateways: readonly string[] | undefined }>) {
  const { source, flag, gateway, server, catalogSnapshot, errors, flagged, unpriced } = search;
  const active =
    [
      flag,
      gateway,
      server,
      catalogSnapshot,
      search.status,
      ...RANGES.flatMap(({ from, to }) => [search[from], search[to]]),
    ].filter((text) => text !== "").length + [source.length > 0, errors, flagged, unpriced].filter(Boolean).length;
  return (
    <Popover position="bottom-end" width={300} trapFocus shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={14} stroke={1.6} />}>
          {active === 0 ? "More" : `More (${active})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown mah="70dvh" style={{ overflowY: "auto" }}>
        <Stack gap="xs">
          <MultiSelect
            label="Priced by"
            data={SOURCES}
            value={[...source]}
            clearable
            comboboxProps={{ withinPortal: false }}
            onChange={(values) => setSearch({ source: LEDGER_SOURCES.filter((known) => values.includes(known)) })}
          />
          <Select
            label="Flag"
            data={FLAGS}
            value={flag === "" ? null : flag}
            clearable
            searchable
            comboboxProps={{ withinPortal: false }}
            onChange={(value) => setSearch({ flag: COST_FLAGS.find((known) => known === value) ?? "" })}
          />
          <Select
            label="Gateway"
            data={[...(gateways ?? [])]}
            value={gateway === "" ? null : gateway}
            clearable
            comboboxProps={{ withinPortal: false }}
            onChange={(value) => setSearch({ gateway: value ?? "" })}
          />
          <Ranges search={search} setSearch={setSearch} />
          <Exact label="Server" value={server} onChange={(value) => setSearch({ server: value })} />
          <Exact
            label="Catalogue snapshot, by its id"
            value={catalogSnapshot}
            onChange={(value) => setSearch({ catalogSnapshot: value })}
          />
          <Switch
            mt={4}
            label="Failed only"
            checked={errors}
            onChange={({ currentTarget }) => setSearch({ errors: currentTarget.checked })}
          />
          <Switch
            label="With a warning only"
            checked={flagged}
            onChange={({ currentTarget }) => setSearch({ flagged: currentTarget.checked })}
          />
          <Switch
            label="Without a cost only"
            checked={unpriced}
            onChange={({ currentTarget }) => setSearch({ unpriced: currentTarget.checked })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** A whole name, taken over with Enter or when the field is left. */
function Exact({
  label,
  value,
  onChange,
}: Readonly<{ label: string; value: string; onChange: (text: string) => void }>) {
  const [text, setText] = useState(value);
  const commit = () => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <TextInput
      label={label}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={commit}
      onKeyDown={({ key }) => {
        if (key === "Enter") commit();
      }}
    />
  );
}
