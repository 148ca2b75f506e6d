/** What the cost went to, dearest first. A row opens its requests. */
import { Badge, Text } from "@mantine/core";
import { parseSignedUsd, ratio, toPico } from "@ratecard/money";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { countColumn } from "#web/components/columns";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { Panel } from "#web/components/page";
import { Quiet } from "#web/components/quiet";
import type { Dashboard, RankedSpend } from "./chart-series";
import { changeText, moneyChange, shareText } from "./percent";
import { requestsSearch } from "./requests-search";

type RankingProps = Readonly<{ what: "model" | "provider"; dashboard: Dashboard; maxHeight: string }>;

const TITLE = { model: "Models", provider: "Providers" } as const;

export function Ranking({
  what,
  dashboard: { range, totals, models, providers, modelCount },
  maxHeight,
}: RankingProps) {
  const navigate = useNavigate();
  const columns = useMemo(() => rankingColumns(what, totals.costUsd), [what, totals.costUsd]);
  const { from, to } = range;
  const open = ({ name }: RankedSpend) => {
    if (name === "") return;
    void navigate({ to: "/dashboard/logs", search: requestsSearch({ [what]: name, from, to }) });
  };
  const isCut = what === "model" && modelCount > models.length;
  return (
    <Panel title={TITLE[what]}>
      <DataTable
        label={TITLE[what]}
        rows={what === "model" ? models : providers}
        columns={columns}
        rowKey={nameOf}
        onOpen={open}
        maxHeight={maxHeight}
      />
      {isCut && (
        <Text size="xs" c="dimmed" mt="xs">
          The {models.length} most expensive of {modelCount} models.
        </Text>
      )}
    </Panel>
  );
}

const nameOf = ({ name }: RankedSpend) => name;

const SHARE_DECIMALS = 6;

/** Columns of a ranking; `totalUsd` is the cost of the whole period. */
function rankingColumns(what: "model" | "provider", totalUsd: string): readonly DataColumn<RankedSpend>[] {
  const share = shareColumn(totalUsd);
  return what === "model"
    ? [MODEL, PROVIDERS, REQUESTS, TOKENS, COST, share, CHANGE]
    : [PROVIDER, MODELS, REQUESTS, COST, share];
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

const providerText = (provider: string) => (provider === "" ? "not known" : provider);

const PROVIDER: DataColumn<RankedSpend> = {
  id: "name",
  header: "Provider",
  width: 110,
  grow: 1,
  sortBy: ({ name }) => name,
  cell: ({ name }) => (
    <Text span inherit fw={500} c={name === "" ? "dimmed" : undefined}>
      {providerText(name)}
    </Text>
  ),
};

const PROVIDERS: DataColumn<RankedSpend> = {
  id: "provider",
  header: "Provider",
  width: 130,
  sortBy: ({ providers }) => providers.join(),
  cell: ({ providers }) => {
    const text = providers.map(providerText).join(", ");
    return <Quiet title={text}>{text}</Quiet>;
  },
};

const MODELS = countColumn<RankedSpend>("models", "Models", ({ models }) => models, { width: 76 });

const REQUESTS = countColumn<RankedSpend>("requests", "Requests", ({ requests }) => requests);

const TOKENS = countColumn<RankedSpend>("tokens", "Tokens", ({ totalTokens }) => totalTokens, { width: 100 });

const COST: DataColumn<RankedSpend> = {
  id: "cost",
  header: "Cost",
  width: 88,
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
    width: 84,
    align: "right",
    cell: ({ costUsd }) => shareText(shareOf(costUsd)),
  };
}

const CHANGE: DataColumn<RankedSpend> = {
  id: "change",
  header: "Change",
  help: "Cost against the period before",
  width: 100,
  align: "right",
  sortBy: ({ costUsd, previousCostUsd }) => picoOf(costUsd) - picoOf(previousCostUsd),
  descendingFirst: true,
  cell: ({ costUsd, previousCostUsd }) => <Quiet>{changeText(moneyChange(previousCostUsd, costUsd)) ?? "new"}</Quiet>,
};

function picoOf(usd: string): bigint {
  const parsed = parseSignedUsd(usd);
  return parsed.ok ? toPico(parsed.value) : 0n;
}
