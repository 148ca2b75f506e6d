/** The columns of a ranking by each kind of name. */
import { Badge, Text } from "@mantine/core";
import type { SpendDimension } from "@ratecard/contract";
import { parseSignedUsd, ratio } from "@ratecard/money";
import { countColumn } from "#web/components/columns";
import { Count } from "#web/components/count";
import type { DataColumn } from "#web/components/data-table";
import { DIMENSION_WORDS, nameWords } from "#web/components/filters/filters-in-url";
import { Money } from "#web/components/money";
import { Absent, Quiet } from "#web/components/quiet";
import { usdOrder } from "#web/components/usd-order";
import type { RankedSpend } from "./chart-series";
import { changeText, moneyChange, shareText } from "./percent";

const SHARE_DECIMALS = 6;

/** `totalUsd` is the cost of the whole scope. */
export function rankingColumns(by: SpendDimension, totalUsd: string): readonly DataColumn<RankedSpend>[] {
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
  cell: ({ name, defaultRequests, defaultReports, unpricedRequests, unpricedReports }) => (
    <>
      <Text span inherit fw={500} truncate title={name}>
        {name}
      </Text>
      {defaultRequests + defaultReports > 0 && <Badge color="orange">default-priced</Badge>}
      {unpricedRequests + unpricedReports > 0 && <Badge color="red">not priced</Badge>}
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

const REQUESTS = countColumn<RankedSpend>("requests", "Requests", ({ requests }) => requests, {
  width: 74,
  cell: ({ requests, reports }) => (
    <Count of={requests === 0 && reports > 0 ? null : requests} absent="reports that do not tell how many" />
  ),
});

const TOKENS = countColumn<RankedSpend>("tokens", "Tokens", ({ totalTokens }) => totalTokens, { width: 100 });

const COST: DataColumn<RankedSpend> = {
  id: "cost",
  header: "Cost",
  width: 84,
  align: "right",
  sortBy: ({ costUsd }) => usdOrder(costUsd),
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
    previousCostUsd === null ? null : usdOrder(costUsd) - usdOrder(previousCostUsd),
  descendingFirst: true,
  cell: ({ costUsd, previousCostUsd }) =>
    previousCostUsd === null ? (
      <Absent title="compared with nothing" />
    ) : (
      <Quiet>{changeText(moneyChange(previousCostUsd, costUsd)) ?? "new"}</Quiet>
    ),
};
