import { Button, Popover, Select, Stack, Switch, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { LEDGER_SOURCES } from "@ratecard/contract";
import { COST_FLAGS } from "@ratecard/pricing";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FLAG_WORDS } from "#web/components/cost-arithmetic";
import { FilterBar } from "#web/components/filter-bar";
import { trpc } from "#web/trpc";
import { isFiltered, type LogsSearch, NO_FILTERS } from "./logs-search";

type FiltersProps = Readonly<{ search: LogsSearch; setSearch: (patch: Partial<LogsSearch>) => void }>;

export function LogsFilters({ search, setSearch }: FiltersProps) {
  const facets = useQuery(trpc.requests.facets.queryOptions());
  return (
    <FilterBar
      search={{
        label: "Request id",
        placeholder: "Request id, whole",
        value: search.requestId,
        onChange: (requestId) => setSearch({ requestId: requestId.trim() }),
      }}
      right={
        isFiltered(search) && (
          <Button
            variant="subtle"
            color="gray"
            px={6}
            aria-label="Clear filters"
            onClick={() => setSearch({ ...NO_FILTERS, tab: search.tab })}
          >
            Clear
          </Button>
        )
      }
    >
      <Switch
        label="Needs a price"
        checked={search.defaultPriced}
        onChange={({ currentTarget }) => setSearch({ defaultPriced: currentTarget.checked })}
      />
      <Names
        label="Model"
        value={search.model}
        names={facets.data?.models}
        onChange={(model) => setSearch({ model })}
      />
      <Names
        label="Provider"
        value={search.provider}
        names={facets.data?.providers}
        onChange={(provider) => setSearch({ provider })}
      />
      <Days key={`${search.from} ${search.to}`} search={search} setSearch={setSearch} />
      <MoreFilters search={search} setSearch={setSearch} gateways={facets.data?.gateways} />
    </FilterBar>
  );
}

type NamesProps = Readonly<{
  label: string;
  value: string;
  names: readonly string[] | undefined;
  onChange: (name: string) => void;
}>;

/** A name that no longer occurs stays selectable while it stands in the URL. */
function Names({ label, value, names = [], onChange }: NamesProps) {
  const data = value === "" || names.includes(value) ? names : [value, ...names];
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={[...data]}
      value={value === "" ? null : value}
      onChange={(name) => onChange(name ?? "")}
      searchable
      clearable
      limit={200}
      w={label === "Model" ? 170 : 116}
      comboboxProps={{ width: 300, position: "bottom-start" }}
      nothingFoundMessage="No such name among the requests"
    />
  );
}

function Days({ search: { from, to }, setSearch }: FiltersProps) {
  const [days, setDays] = useState<[string | null, string | null]>([from || null, to || null]);
  return (
    <DatePickerInput
      type="range"
      aria-label="Days, in UTC"
      placeholder="Any day"
      size="xs"
      w={days[0] ? 205 : 110}
      valueFormat="YYYY-MM-DD"
      allowSingleDateInRange
      clearable
      value={days}
      onChange={([first, last]) => {
        setDays([first, last]);
        if ((first && last) || (!first && !last)) setSearch({ from: first ?? "", to: last ?? "" });
      }}
    />
  );
}

const FLAGS = COST_FLAGS.map((flag) => ({ value: flag, label: FLAG_WORDS[flag].label }));
const SOURCES = LEDGER_SOURCES.map((source) => ({ value: source, label: source }));

function MoreFilters({
  search,
  setSearch,
  gateways,
}: FiltersProps & Readonly<{ gateways: readonly string[] | undefined }>) {
  const { source, flag, gateway, server, user, team, catalogSnapshot, errors, flagged, unpriced } = search;
  const active =
    [source, flag, gateway, server, user, team, catalogSnapshot].filter((text) => text !== "").length +
    [errors, flagged, unpriced].filter(Boolean).length;
  return (
    <Popover position="bottom-end" width={260} trapFocus shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={14} stroke={1.6} />}>
          {active === 0 ? "More" : `More (${active})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Select
            label="Priced by"
            data={SOURCES}
            value={source === "" ? null : source}
            clearable
            comboboxProps={{ withinPortal: false }}
            onChange={(value) => setSearch({ source: LEDGER_SOURCES.find((known) => known === value) ?? "" })}
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
          <Exact label="Server" value={server} onChange={(value) => setSearch({ server: value })} />
          <Exact label="User" value={user} onChange={(value) => setSearch({ user: value })} />
          <Exact label="Team" value={team} onChange={(value) => setSearch({ team: value })} />
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
