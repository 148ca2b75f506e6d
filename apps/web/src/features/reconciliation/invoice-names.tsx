/** What names of the invoice are in the ledger: those that matched nothing, those that somebody mapped, and, if asked for, all. */
import { Button, Checkbox, Group, Select, Table, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { exactCount } from "#web/components/count";
import { Money } from "#web/components/money";
import { feedback } from "#web/components/notify";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { ReconciliationView } from "./reconciliation-view";

/** A choice of all names of the ledger in each of them: more would make the page slow. */
const MOST_SHOWN = 30;

export function InvoiceNames({ view }: Readonly<{ view: ReconciliationView }>) {
  const { comparison } = view;
  const [isAll, setIsAll] = useState(false);
  const isMapped = (name: string) => Object.hasOwn(comparison.mapped, name);
  const names = comparison.models.flatMap(({ billedNames, bookedNames, invoiceUsd }) =>
    billedNames.flatMap((name) => (name === "" ? [] : [{ name, invoiceUsd, bookedNames }])),
  );
  const rows = names.filter(({ name, bookedNames }) => isAll || bookedNames.length === 0 || isMapped(name));
  if (names.length === 0) return null;
  return (
    <Panel
      title="Names"
      description="What a name is in the ledger is remembered for all invoices of this kind; the comparison is made again at once."
      actions={
        <Checkbox
          label="Also those that were found"
          checked={isAll}
          onChange={({ currentTarget }) => setIsAll(currentTarget.checked)}
        />
      }
    >
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          Each name of the invoice was found in the ledger.
        </Text>
      ) : (
        <NamesTable view={view} rows={rows} />
      )}
    </Panel>
  );
}

type NameRow = Readonly<{ name: string; invoiceUsd: string; bookedNames: readonly string[] }>;

function NamesTable({
  view: { id, comparison },
  rows,
}: Readonly<{ view: ReconciliationView; rows: readonly NameRow[] }>) {
  const mayWrite = useMay("reconciliation:write");
  const map = useMutation(
    trpc.reconciliation.mapName.mutationOptions(
      feedback(({ comparison: after }) => `Compared again: ${after.findings.length} findings are left`),
    ),
  );
  const [words, setWords] = useState("");
  const found = rows.filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()));
  const shown = found.slice(0, MOST_SHOWN);
  return (
    <>
      {rows.length > MOST_SHOWN && (
        <TextInput
          aria-label="Search a name of the invoice"
          placeholder="Search a name"
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
          w={300}
          mb="xs"
        />
      )}
      <Table.ScrollContainer minWidth={520} maw={860}>
        <Table fz="sm" verticalSpacing={4} aria-label="Names of the invoice">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>On the invoice</Table.Th>
              <Table.Th ta="right">Billed</Table.Th>
              <Table.Th>In the ledger</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ name, invoiceUsd, bookedNames }) => (
              <Table.Tr key={name}>
                <Table.Td fw={500} style={{ overflowWrap: "anywhere" }}>
                  {name}
                </Table.Td>
                <Table.Td ta="right">
                  <Money usd={invoiceUsd} />
                </Table.Td>
                <Table.Td>
                  <InLedger
                    name={name}
                    found={bookedNames}
                    comparison={comparison}
                    isDisabled={!mayWrite || map.isPending}
                    onMap={(model) => map.mutate({ id, name, model })}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown.length < found.length && (
        <Text size="xs" c="dimmed">
          {exactCount(found.length - shown.length)} more. Search for the one that you want to map.
        </Text>
      )}
    </>
  );
}

type InLedgerProps = Readonly<{
  name: string;
  found: readonly string[];
  comparison: ReconciliationView["comparison"];
  isDisabled: boolean;
  /** null: it is mapped no longer. */
  onMap: (model: string | null) => void;
}>;

function InLedger({ name, found, comparison, isDisabled, onMap }: InLedgerProps) {
  const { bookedNames, mapped, near } = comparison;
  return (
    <Group gap="xs">
      <Select
        aria-label={`${name} in the ledger`}
        placeholder={found.join(", ") || "Nothing; choose a name"}
        searchable
        clearable
        clearButtonProps={{ "aria-label": `Forget what ${name} is` }}
        disabled={isDisabled}
        data={[...new Set([...bookedNames, ...Object.values(mapped)])]}
        value={mapped[name] ?? null}
        onChange={onMap}
        w={300}
      />
      {mapped[name] !== undefined && (
        <Text size="xs" c="dimmed">
          mapped by hand
        </Text>
      )}
      {mapped[name] === undefined &&
        near?.[name]?.map((model) => (
          <Button
            key={model}
            variant="default"
            size="compact-xs"
            aria-label={`${name} is ${model}`}
            disabled={isDisabled}
            onClick={() => onMap(model)}
          >
            {model}?
          </Button>
        ))}
    </Group>
  );
}
