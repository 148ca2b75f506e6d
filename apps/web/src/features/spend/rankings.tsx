/** What the cost went to, dearest first. A row opens its requests. */
import { Text } from "@mantine/core";
import type { Comparison, SpendDimension } from "@ratecard/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { exactCount } from "#web/components/count";
import { DataTable } from "#web/components/data-table";
import { nameWords } from "#web/components/filters/filters-in-url";
import { Panel } from "#web/components/page";
import { trpc } from "#web/trpc";
import type { RankedSpend } from "./chart-series";
import { rankingColumns } from "./ranking-columns";
import { requestsSearch } from "./requests-search";
import type { SpendScope } from "./spend-search";

type RankingProps = Readonly<{
  by: SpendDimension;
  scope: SpendScope;
  /** Of the whole scope. */
  totalUsd: string;
  /** Undefined while they are on their way. */
  names: readonly RankedSpend[] | undefined;
  count: number;
  maxHeight: string;
  error?: unknown;
  retry?: () => unknown;
}>;

const TITLE: Readonly<Record<SpendDimension, string>> = {
  model: "Models",
  provider: "Providers",
  source: "Priced by",
  team: "Teams",
  user: "Users",
  key: "API keys",
  tag: "Tags",
};

export function Ranking({ by, scope, totalUsd, names, count, maxHeight, error, retry }: RankingProps) {
  const navigate = useNavigate();
  const columns = useMemo(() => rankingColumns(by, totalUsd), [by, totalUsd]);
  const open = ({ name }: RankedSpend) => {
    void navigate({ to: "/dashboard/logs", search: requestsSearch({ ...scope, [by]: [name] }) });
  };
  const isCut = names !== undefined && count > names.length;
  return (
    <Panel title={TITLE[by]}>
      <DataTable
        label={TITLE[by]}
        rows={names}
        columns={columns}
        rowKey={nameOf}
        rowLabel={({ name }) => nameWords(by, name)}
        onOpen={open}
        maxHeight={maxHeight}
        error={error}
        {...(retry && { retry })}
      />
      {isCut && (
        <Text size="xs" c="dimmed" mt="xs">
          The {names.length} most expensive of {exactCount(count)}.
        </Text>
      )}
    </Panel>
  );
}

type OwnRankingProps = Pick<RankingProps, "by" | "scope" | "totalUsd" | "maxHeight"> &
  Readonly<{ compare: Comparison }>;

/** A ranking that is asked for by itself: where its filters have no sums, the rest of the page is still there. */
export function OwnRanking({ by, scope, compare, totalUsd, maxHeight }: OwnRankingProps) {
  const ranked = useQuery(
    trpc.spend.ranking.queryOptions({ ...scope, by, compare }, { placeholderData: keepPreviousData }),
  );
  return (
    <Ranking
      by={by}
      scope={scope}
      totalUsd={totalUsd}
      names={ranked.data?.names}
      count={ranked.data?.count ?? 0}
      maxHeight={maxHeight}
      error={ranked.error}
      retry={ranked.refetch}
    />
  );
}

const nameOf = ({ name }: RankedSpend) => name;
