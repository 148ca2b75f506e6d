/** One entry beside the table: its price to edit, and its history. Which one is open stands in the URL. */
import { Alert, Button, Drawer, Stack, Table, Tabs, Text } from "@mantine/core";
import { useState } from "react";
import { RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { copySentence, isCopyDrifting } from "./copy-words";
import { FIELD_LABELS, MONEY_FIELDS } from "#web/components/money-fields";
import { EditPriceForm } from "./form/edit-price-form";
import { NewPriceForm } from "./form/new-price-form";
import { HistoryPane } from "./history/history-pane";
import { PlaceholderNote } from "./placeholder-note";
import type { PriceRow } from "./price-row";
import { PANES, type PriceSearch, usePriceSearch } from "./price-search";

/** Stands in the URL for an entry whose name is still to be typed. */
export const UNNAMED = "*";

export function PriceDrawer({ rows }: Readonly<{ rows: readonly PriceRow[] | undefined }>) {
  const [search, setSearch] = usePriceSearch();
  const isOpen = search.new !== "" || search.open !== "";
  const shown = useLastWhile(isOpen, search);
  const close = () => setSearch({ open: "", new: "", from: "", pane: "price" });
  const isNew = shown.new !== "";
  // While it slides away after a save or a delete, the drawer shows what it showed.
  const row = useLastWhile(
    isOpen,
    rows?.find(({ model }) => model === shown.open),
  );
  return (
    <Drawer
      opened={isOpen}
      onClose={close}
      position="right"
      size={560}
      title={
        <Text fw={600} truncate title={shown.open}>
          {isNew ? "New price" : shown.open}
        </Text>
      }
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {isNew && <NewPriceForm name={shown.new === UNNAMED ? "" : shown.new} onDone={close} />}
      {!isNew && shown.open !== "" && rows && (
        <OneEntry key={shown.open} model={shown.open} pane={shown.pane} row={row} onDone={close} />
      )}
    </Drawer>
  );
}

/** The URL forgets at once what was open; the drawer shows it until it has slid away. */
function useLastWhile<Value>(isOpen: boolean, value: Value): Value {
  const [last, setLast] = useState(value);
  if (isOpen && last !== value) setLast(value);
  return isOpen ? value : last;
}

type OneEntryProps = Readonly<{
  model: string;
  pane: PriceSearch["pane"];
  row: PriceRow | undefined;
  onDone: () => void;
}>;

function OneEntry({ model, pane, row, onDone }: OneEntryProps) {
  const [, setSearch] = usePriceSearch();
  const mayWrite = useMay("price-book:write");
  const known = useLastKnown(row);
  const shown = row ?? (mayWrite ? known : undefined);
  return (
    <Tabs value={pane} onChange={(value) => setSearch({ pane: PANES.find((known) => known === value) ?? "price" })}>
      <Tabs.List mb="md">
        <Tabs.Tab value="price">Price</Tabs.Tab>
        <Tabs.Tab value="history">History</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="price">
        {!shown && <NoEntry model={model} />}
        {shown && <CopyNote row={shown} />}
        {shown && <PlaceholderNote row={shown} />}
        {shown && mayWrite && shown.pinnedBy === undefined && (
          <EditPriceForm row={shown} isGone={row === undefined} onDone={onDone} />
        )}
        {shown && (!mayWrite || shown.pinnedBy !== undefined) && <PriceFacts row={shown} />}
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <HistoryPane model={model} />
      </Tabs.Panel>
    </Tabs>
  );
}

function NoEntry({ model }: Readonly<{ model: string }>) {
  const [, setSearch] = usePriceSearch();
  const mayWrite = useMay("price-book:write");
  return (
    <EmptyState
      title="No entry of this name"
      action={mayWrite && <Button onClick={() => setSearch({ new: model, open: "" })}>Price it</Button>}
    >
      It was deleted, or never priced. Its history may still be here.
    </EmptyState>
  );
}

/** An entry that is deleted elsewhere while it is open stays on the screen, with what was typed. */
function useLastKnown(row: PriceRow | undefined): PriceRow | undefined {
  const [last, setLast] = useState(row);
  if (row !== undefined && row !== last) setLast(row);
  return row ?? last;
}

/** An entry for those who may not edit it, or that nobody edits here. */
function PriceFacts({ row }: Readonly<{ row: PriceRow }>) {
  return (
    <Stack gap="md">
      {row.pinnedBy !== undefined && (
        <Alert color="gray" variant="light">
          Pinned by {row.pinnedBy}. Change it in that file; the price book follows.
        </Alert>
      )}
      <Table variant="vertical" withTableBorder={false}>
        <Table.Tbody>
          <Table.Tr>
            <Table.Th>Provider</Table.Th>
            <Table.Td>{row.provider}</Table.Td>
          </Table.Tr>
          {MONEY_FIELDS.filter((field) => row[field] !== undefined).map((field) => (
            <Table.Tr key={field}>
              <Table.Th>{FIELD_LABELS[field]}</Table.Th>
              <Table.Td>
                <Money usd={row[field]} unit={field === "perRequest" ? "per request" : "per 1M tokens"} />
              </Table.Td>
            </Table.Tr>
          ))}
          {row.notes !== undefined && (
            <Table.Tr>
              <Table.Th>Notes</Table.Th>
              <Table.Td style={{ whiteSpace: "pre-wrap" }}>{row.notes}</Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

/** In the drawer of a copy: whose price it is, and that an edit ends that. */
function CopyNote({ row }: Readonly<{ row: PriceRow }>) {
  const sentence = copySentence(row);
  if (sentence === "") return null;
  return (
    <Alert color={isCopyDrifting(row) ? "orange" : "gray"} variant="light" p="xs" mb="sm">
      {sentence} A price typed here is its own again.{" "}
      <RouteLink to="/admin/discovery/price-sync" search={{ kind: "custom", q: row.model } as never} size="sm">
        Sync custom names
      </RouteLink>
    </Alert>
  );
}
