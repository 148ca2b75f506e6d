/** The question: name, provider, time, tokens. Every field goes to the URL as it is typed. */
import { Autocomplete, Checkbox, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { byCount, COUNT_FIELDS, type CountField, providerOfName, SERVICE_TIERS } from "@ratecard/pricing";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import { Disclosure } from "#web/components/disclosure";
import { countProblem, type ExplainSearch, OTHER_COUNTS, unitsProblem } from "./explain-search";

type ExplainFormProps = Readonly<{ search: ExplainSearch; onChange: (patch: Partial<ExplainSearch>) => void }>;

/** The wholes count their parts as well. */
const WHOLES: Readonly<Partial<Record<CountField, string>>> = {
  promptTokens: "Tokens in",
  completionTokens: "Tokens out",
};
const LABELS = {
  ...byCount(({ countField, label }) => WHOLES[countField] ?? label),
  maxResults: "Results asked for",
  sumOfRequests: "Requests of a sum",
};
const COUNTED: Readonly<Record<string, string>> = { maxResults: "results", sumOfRequests: "requests" };
const PARTS = COUNT_FIELDS.filter((field) => field !== "promptTokens" && field !== "completionTokens");
const MOST_NAMES = 12;

export function ExplainForm({ search, onChange }: ExplainFormProps) {
  const mayReadPrices = useMay("price-book:read");
  // The names are fetched when somebody is about to type one, not for a link that brings its own.
  const [isTyping, setIsTyping] = useState(false);
  const list = useQuery(
    trpc.priceBook.list.queryOptions(undefined, { enabled: mayReadPrices && isTyping, staleTime: 60_000 }),
  );
  const names = (list.data?.prices ?? []).map(({ model }) => model);
  const detected = providerOfName(search.model)?.provider;
  return (
    <Panel>
      <Stack gap="sm">
        <Autocomplete
          label="Model"
          size="xs"
          description="As the user sent it"
          data={names}
          limit={MOST_NAMES}
          autoFocus={search.model === ""}
          openOnFocus={false}
          value={search.model}
          onFocus={() => setIsTyping(true)}
          onChange={(model) => onChange({ model })}
        />
        <TextInput
          label="Provider"
          placeholder={detected === undefined ? "not told by the name" : `${detected}, unless an entry names one`}
          value={search.provider}
          onChange={({ currentTarget }) => onChange({ provider: currentTarget.value })}
        />
        <DateTimePicker
          label="At, UTC"
          placeholder="now"
          size="xs"
          clearable
          valueFormat="YYYY-MM-DD HH:mm"
          value={search.at === "" ? null : search.at.slice(0, 19).replace("T", " ")}
          onChange={(value) => onChange({ at: value === null ? "" : `${value.replace(" ", "T")}Z` })}
        />
        <SimpleGrid cols={2} spacing="sm">
          <CountInput field="promptTokens" search={search} onChange={onChange} />
          <CountInput field="completionTokens" search={search} onChange={onChange} />
        </SimpleGrid>
        <Parts search={search} onChange={onChange} />
      </Stack>
    </Panel>
  );
}

function Parts({ search, onChange }: ExplainFormProps) {
  const isUsed =
    [...CONDITIONS, "units" as const, ...OTHER_COUNTS, ...PARTS].some((field) => search[field] !== "") ||
    search.isBatch;
  return (
    <Disclosure label="Cache, reasoning, audio, units, conditions …" isUsed={isUsed}>
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs" mt="xs">
        {PARTS.map((field) => (
          <CountInput key={field} field={field} search={search} onChange={onChange} />
        ))}
        <Select
          label="Service tier"
          placeholder="standard"
          clearable
          data={[...SERVICE_TIERS]}
          value={search.serviceTier || null}
          onChange={(value) => onChange({ serviceTier: value ?? "" })}
        />
        <ConditionInput field="speed" label="Speed" placeholder="standard" search={search} onChange={onChange} />
        <ConditionInput
          field="inferenceGeo"
          label="Served from"
          placeholder="global"
          search={search}
          onChange={onChange}
        />
        <ConditionInput field="region" label="Region" placeholder="global" search={search} onChange={onChange} />
        {OTHER_COUNTS.map((field) => (
          <CountInput key={field} field={field} search={search} onChange={onChange} />
        ))}
      </SimpleGrid>
      <TextInput
        mt="xs"
        label="Units"
        description="Images, seconds, characters, searches … as inputSeconds:60,queries:2"
        placeholder="not known"
        value={search.units}
        error={unitsProblem(search.units)}
        onChange={({ currentTarget }) => onChange({ units: currentTarget.value })}
      />
      <Checkbox
        mt="xs"
        size="xs"
        label="In a batch"
        checked={search.isBatch}
        onChange={({ currentTarget }) => onChange({ isBatch: currentTarget.checked })}
      />
    </Disclosure>
  );
}

const CONDITIONS = ["serviceTier", "speed", "inferenceGeo", "region"] as const;

function ConditionInput({
  field,
  label,
  placeholder,
  search,
  onChange,
}: ExplainFormProps &
  Readonly<{ field: Exclude<(typeof CONDITIONS)[number], "serviceTier">; label: string; placeholder: string }>) {
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={search[field]}
      onChange={({ currentTarget }) => onChange({ [field]: currentTarget.value })}
    />
  );
}

function CountInput({ field, search, onChange }: ExplainFormProps & Readonly<{ field: keyof typeof LABELS }>) {
  return (
    <TextInput
      label={LABELS[field]}
      inputMode="numeric"
      placeholder="not known"
      value={search[field]}
      error={countProblem(search[field], COUNTED[field])}
      onChange={({ currentTarget }) => onChange({ [field]: currentTarget.value })}
    />
  );
}
