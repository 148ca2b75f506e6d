/** What the cost went to, dearest first. A row opens its requests. */
import { Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { DataTable } from "#web/components/data-table";
import { Panel } from "#web/components/page";
import type { Dashboard, RankedSpend } from "./dashboard-data";
import { rankingColumns } from "./ranking-columns";
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
          The {models.length} dearest of {modelCount} models.
        </Text>
      )}
    </Panel>
  );
}

const nameOf = ({ name }: RankedSpend) => name;
