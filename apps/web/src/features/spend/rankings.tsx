/** What the cost went to, dearest first. A row opens its requests. */
import { Badge, Text } from "@mantine/core";
import type { Comparison, SpendDimension } from "@ratecard/contract";
import { parseSignedUsd, ratio, toPico } from "@ratecard/money";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { countColumn } from "#web/components/columns";
import { Count, exactCount } from "#web/components/count";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { DIMENSION_WORDS, nameWords } from "#web/components/filters/filters-in-url";
import { Money } from "#web/components/money";
import { Panel } from "#web/components/page";
import { Absent, Quiet } from "#web/components/quiet";
import { trpc } from "#web/trpc";
import type { RankedSpend } from "./chart-series";
import { changeText, moneyChange, shareText } from "./percent";
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

const SHARE_DECIMALS = 6;

/** Columns of a ranking; `totalUsd` is the cost of the whole scope. */
function rankingColumns(by: SpendDimension, totalUsd: string): readonly DataColumn<RankedSpend>[] {
  const share = shareColumn(totalUsd);
  switch (by) {
    case "model":
      return [MODEL, PROVIDERS, REQUESTS, TOKENS, COST, share, CHANGE];
    case "provider":
      return [nameColumnOf(by), MODELS, REQUESTS, COST, share];
    case "source":
    case "team":
    case "user":
    case "key":
    case "tag":
      return [nameColumnOf(by), REQUESTS, COST, share, CHANGE];
  }
}

const MODEL: DataColumn<RankedSpend> = {
  id: "name",
  header: "Model",
  width: 220,
  grow: 1,
  sortBy: ({ name }) => name,
  cell: ({ name, defaultRequests, unpricedRequests }) => (
    <>
      <Text span inherit fw={500} truncate title={name}>
        {name}
      </Text>
      {defaultRequests > 0 && <Badge color="orange">default-priced</Badge>}
      {unpricedRequests > 0 && <Badge color="red">not priced</Badge>}
    </>
  ),
};

const nameColumnOf = (by: SpendDimension): DataColumn<RankedSpend> => ({
  id: "name",
  header: DIMENSION_WORDS[by],
  width: 110,
  grow: 1,
  sortBy: ({ name }) => name,
  cell: ({ name }) => (
    <Text span inherit truncate fw={name === "" ? 400 : 500} c={name === "" ? "dimmed" : undefined} title={name}>
      {nameWords(by, name)}
    </Text>
  ),
});

const PROVIDERS: DataColumn<RankedSpend> = {
  id: "provider",
  header: "Provider",
  width: 130,
  sortBy: ({ providers }) => providers?.join(),
  cell: ({ providers }) => {
    if (providers === null) return <Absent title="not kept by these filters" />;
    const text = providers.map((name) => nameWords("provider", name)).join(", ");
    return <Quiet title={text}>{text}</Quiet>;
  },
};

const MODELS: DataColumn<RankedSpend> = {
  id: "models",
  header: "Models",
  width: 76,
  align: "right",
  sortBy: ({ models }) => models,
  cell: ({ models }) => <Count of={models} absent="not kept by these filters" />,
};

const REQUESTS = countColumn<RankedSpend>("requests", "Requests", ({ requests }) => requests, { width: 74 });

const TOKENS = countColumn<RankedSpend>("tokens", "Tokens", ({ totalTokens }) => totalTokens, { width: 100 });

const COST: DataColumn<RankedSpend> = {
  id: "cost",
  header: "Cost",
  width: 80,
  align: "right",
  sortBy: ({ costUsd }) => picoOf(costUsd),
  descendingFirst: true,
  cell: ({ costUsd }) => <Money usd={costUsd} fw={500} />,
};

function shareColumn(totalUsd: string): DataColumn<RankedSpend> {
  const total = parseSignedUsd(totalUsd);
  const shareOf = (usd: string): string => {
    const cost = parseSignedUsd(usd);
    return (cost.ok && total.ok ? ratio(cost.value, total.value, SHARE_DECIMALS) : undefined) ?? "0";
  };
  return {
    id: "share",
    header: "Share",
    help: "Of the cost of the period",
    width: 72,
    align: "right",
    cell: ({ costUsd }) => shareText(shareOf(costUsd)),
  };
}

const CHANGE: DataColumn<RankedSpend> = {
  id: "change",
  header: "Change",
  help: "Cost against the compared period",
  width: 96,
  align: "right",
  sortBy: ({ costUsd, previousCostUsd }) =>
    previousCostUsd === null ? null : picoOf(costUsd) - picoOf(previousCostUsd),
  descendingFirst: true,
  cell: ({ costUsd, previousCostUsd }) =>
    previousCostUsd === null ? (
      <Absent title="compared with nothing" />
    ) : (
      <Quiet>{changeText(moneyChange(previousCostUsd, costUsd)) ?? "new"}</Quiet>
    ),
};

function picoOf(usd: string): bigint {
  const parsed = parseSignedUsd(usd);
  return parsed.ok ? toPico(parsed.value) : 0n;
}
