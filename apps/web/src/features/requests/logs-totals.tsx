/** What all requests of the filter make together, and by what they are grouped. Too many to count is said, never guessed. */
import { Group, Select, Text } from "@mantine/core";
import { REQUEST_GROUPS } from "@ratecard/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Count, countedUsage, exactCount } from "#web/components/count";
import { DIMENSION_WORDS } from "#web/components/filters/filters-in-url";
import { Money } from "#web/components/money";
import { trpc } from "#web/trpc";
import type { RequestTotals } from "./logs-columns";
import { type LogsSearch, scopeInput } from "./logs-search";

export type LogsViewProps = Readonly<{ search: LogsSearch; setSearch: (patch: Partial<LogsSearch>) => void }>;

export const GROUP_WORDS = { ...DIMENSION_WORDS, status: "HTTP status", flag: "Flag" } as const;
const GROUPS = REQUEST_GROUPS.map((group) => ({ value: group, label: GROUP_WORDS[group] }));

export function LogsTotals({ search, setSearch }: LogsViewProps) {
  const totals = useQuery(trpc.requests.totals.queryOptions(scopeInput(search), { placeholderData: keepPreviousData }));
  return (
    <Group justify="space-between" gap="xs" flex="none" mih={30}>
      <Text
        size="sm"
        component="div"
        role="status"
        aria-label="Totals"
        style={{ opacity: totals.isPlaceholderData ? 0.5 : 1 }}
      >
        {totals.data ? <Together {...totals.data} /> : totals.error ? totals.error.message : "Adding up …"}
      </Text>
      <Select
        aria-label="Group by"
        placeholder="Group by"
        size="xs"
        w={140}
        clearable
        data={GROUPS}
        value={search.group === "" ? null : search.group}
        onChange={(value) => setSearch({ group: REQUEST_GROUPS.find((group) => group === value) ?? "" })}
      />
    </Group>
  );
}

function Together(totals: RequestTotals) {
  if (totals.kind === "at-least") {
    return (
      <Text inherit c="dimmed">
        At least {exactCount(totals.requests)} requests: only the newest {exactCount(totals.lookedAt)} of these days
        were looked through. Shorten the days for a total.
      </Text>
    );
  }
  const { requests, costUsd, unpricedRequests, reports, unpricedReports, tokens } = totals;
  return (
    <Group gap="md" wrap="wrap">
      <span>{countedUsage(requests, reports)}</span>
      <span>
        <Money usd={costUsd} fw={600} />
      </span>
      <span>
        <Count of={tokens} unit="tokens" /> tokens
      </span>
      {unpricedRequests + unpricedReports > 0 && (
        <Text span inherit c="var(--rc-warn)">
          {unpricedReports === 0 ? exactCount(unpricedRequests) : countedUsage(unpricedRequests, unpricedReports)}{" "}
          without a cost
        </Text>
      )}
    </Group>
  );
}
