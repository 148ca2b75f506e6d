/** What a dry run found, in all, by model and by month. */
import { SimpleGrid } from "@mantine/core";
import { Count } from "#web/components/count";
import { countColumn, nameColumn } from "#web/components/columns";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { Figure } from "#web/components/figure";
import { Money, UsdMove } from "#web/components/money";
import { Panel } from "#web/components/page";
import { figuresOf } from "./runs-columns";
import type { RecostRun } from "./scope-words";

type Preview = NonNullable<RecostRun["preview"]>;
type Sum = Omit<Preview["months"][number], "month">;

export function RunFigures({ run, preview }: Readonly<{ run: RecostRun; preview: Preview }>) {
  const { changed, oldUsd, newUsd, differenceUsd } = figuresOf(run);
  return (
    <>
      <Panel title={run.confirmedAt === null ? "What would change" : "What changed"}>
        <SimpleGrid cols={{ base: 2, md: 5 }} spacing="md">
          <Figure label="Requests that change">
            <Count of={changed} /> of <Count of={preview.looked} />
          </Figure>
          <Figure label="Their cost before">
            <Money usd={oldUsd} exact />
          </Figure>
          <Figure label="Their cost after">
            <Money usd={newUsd} exact />
          </Figure>
          <Figure label="Difference">
            <Money usd={differenceUsd} exact />
          </Figure>
          <Figure label="Without a known price">
            <Count of={preview.unpriceable} /> stay as they are
          </Figure>
        </SimpleGrid>
      </Panel>
      <Panel
        title="By model"
        {...(preview.modelsLeftOut > 0 && { description: `${preview.modelsLeftOut} more are not listed.` })}
      >
        <DataTable
          label="By model"
          rows={preview.models}
          columns={BY_MODEL}
          rowKey={({ model }) => model}
          maxHeight="360px"
        />
      </Panel>
      <Panel title="By month">
        <DataTable
          label="By month"
          rows={preview.months}
          columns={BY_MONTH}
          rowKey={({ month }) => month}
          maxHeight="360px"
        />
      </Panel>
    </>
  );
}

const sumColumns = <Row extends Sum>(): readonly DataColumn<Row>[] => [
  countColumn<Row>("changed", "Change", ({ changed }) => changed, { width: 90 }),
  {
    id: "move",
    header: "Cost",
    width: 230,
    align: "right",
    cell: ({ oldUsd, newUsd, changed, newlyPriced }) => (
      <UsdMove before={changed > 0 && newlyPriced === changed ? null : oldUsd} after={newUsd} percent />
    ),
  },
  countColumn<Row>("unpriceable", "No price", ({ unpriceable }) => unpriceable, { width: 90 }),
];

const BY_MODEL: readonly DataColumn<Preview["models"][number]>[] = [
  nameColumn("model", "Model", ({ model }) => model),
  ...sumColumns<Preview["models"][number]>(),
];
const BY_MONTH: readonly DataColumn<Preview["months"][number]>[] = [
  nameColumn("month", "Month (UTC)", ({ month }) => month, { width: 110 }),
  ...sumColumns<Preview["months"][number]>(),
];
