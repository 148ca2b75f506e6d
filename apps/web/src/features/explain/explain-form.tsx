/** The question: name, provider, time, tokens. Every field goes to the URL as it is typed. */
import { Autocomplete, Collapse, Group, Select, SimpleGrid, Stack, TextInput, UnstyledButton } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useDisclosure } from "@mantine/hooks";
import { COUNT_FIELDS } from "@ratecard/contract";
import { providerOfName, SERVICE_TIERS } from "@ratecard/pricing";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import { countProblem, type ExplainSearch } from "./explain-search";

type ExplainFormProps = Readonly<{ search: ExplainSearch; onChange: (patch: Partial<ExplainSearch>) => void }>;

const LABELS: Readonly<Record<(typeof COUNT_FIELDS)[number], string>> = {
  promptTokens: "Tokens in",
  completionTokens: "Tokens out",
  cacheReadTokens: "Cache read",
  cacheWriteTokens: "Cache write",
  cacheWrite1hTokens: "Cache write 1 h",
  reasoningTokens: "Reasoning",
  audioInputTokens: "Audio in",
  audioOutputTokens: "Audio out",
  imageInputTokens: "Image in",
  imageOutputTokens: "Image out",
};
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
          placeholder={detected === undefined ? "not told by the name" : `${detected}, by the name`}
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
  const isUsed = search.serviceTier !== "" || PARTS.some((field) => search[field] !== "");
  const [isOpen, { toggle }] = useDisclosure(isUsed);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} fz="xs" c="dimmed">
        <Group gap={4} wrap="nowrap">
          <Chevron size={12} stroke={1.8} aria-hidden />
          Cache, reasoning, audio … of them
        </Group>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
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
        </SimpleGrid>
      </Collapse>
    </div>
  );
}

function CountInput({
  field,
  search,
  onChange,
}: ExplainFormProps & Readonly<{ field: (typeof COUNT_FIELDS)[number] }>) {
  return (
    <TextInput
      label={LABELS[field]}
      inputMode="numeric"
      placeholder="not known"
      value={search[field]}
      error={countProblem(search[field])}
      onChange={({ currentTarget }) => onChange({ [field]: currentTarget.value })}
    />
  );
}
