/** One entry beside the table: its price to edit, and its history. Which one is open stands in the URL. */
import { Drawer, Tabs, Text } from "@mantine/core";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { HistoryPane } from "./history-pane";
import { NewPriceForm } from "./new-price-form";
import { EditPriceForm } from "./edit-price-form";
import { PriceFacts } from "./price-facts";
import type { PriceRow } from "./price-row";
import { PANES } from "./price-search";
import { usePriceSearch } from "./use-price-search";

/** Stands in the URL for an entry whose name is still to be typed. */
export const UNNAMED = "*";

export function PriceDrawer({ rows }: Readonly<{ rows: readonly PriceRow[] | undefined }>) {
  const [search, setSearch] = usePriceSearch();
  const close = () => setSearch({ open: "", new: "", pane: "price" });
  const isNew = search.new !== "";
  const row = rows?.find(({ model }) => model === search.open);
  return (
    <Drawer
      opened={isNew || search.open !== ""}
      onClose={close}
      position="right"
      size={560}
      title={
        <Text fw={600} truncate title={search.open}>
          {isNew ? "New price" : search.open}
        </Text>
      }
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {isNew && <NewPriceForm name={search.new === UNNAMED ? "" : search.new} onDone={close} />}
      {!isNew && search.open !== "" && rows && (
        <OneEntry key={search.open} model={search.open} row={row} onDone={close} />
      )}
    </Drawer>
  );
}

type OneEntryProps = Readonly<{ model: string; row: PriceRow | undefined; onDone: () => void }>;

function OneEntry({ model, row, onDone }: OneEntryProps) {
  const [{ pane }, setSearch] = usePriceSearch();
  const mayWrite = useMay("price-book:write");
  return (
    <Tabs value={pane} onChange={(value) => setSearch({ pane: PANES.find((known) => known === value) ?? "price" })}>
      <Tabs.List mb="md">
        <Tabs.Tab value="price">Price</Tabs.Tab>
        <Tabs.Tab value="history">History</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="price">
        {!row && (
          <EmptyState title="No entry of this name">
            It was deleted, or never priced. Its history may still be here.
          </EmptyState>
        )}
        {row && mayWrite && row.pinnedBy === undefined && <EditPriceForm row={row} onDone={onDone} />}
        {row && (!mayWrite || row.pinnedBy !== undefined) && <PriceFacts row={row} />}
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <HistoryPane model={model} />
      </Tabs.Panel>
    </Tabs>
  );
}
