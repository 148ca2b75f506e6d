/** What names of the invoice are in the ledger: those that matched nothing, and those that somebody mapped. */
import { Group, Select, Table, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Money } from "#web/components/money";
import { feedback } from "#web/components/notify";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { ReconciliationView } from "./reconciliation-view";

export function InvoiceNames({ view }: Readonly<{ view: ReconciliationView }>) {
  const { id, comparison } = view;
  const mayWrite = useMay("reconciliation:write");
  const map = useMutation(
    trpc.reconciliation.mapName.mutationOptions(
      feedback(({ comparison: after }) => `Compared again: ${after.findings.length} findings are left`),
    ),
  );
  const named = comparison.models.filter(
    ({ billedNames, bookedNames }) =>
      billedNames.some((name) => name !== "") &&
      (bookedNames.length === 0 || billedNames.some((name) => Object.hasOwn(comparison.mapped, name))),
  );
  const rows = named.flatMap(({ billedNames, invoiceUsd, bookedNames }) =>
    billedNames.flatMap((name) =>
      bookedNames.length === 0 || Object.hasOwn(comparison.mapped, name) ? [{ name, invoiceUsd }] : [],
    ),
  );
  if (rows.length === 0) return null;
  return (
    <Panel
      title="Names"
      description="What a name is in the ledger is remembered for all invoices of this kind; the comparison is made again at once."
    >
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
            {rows.map(({ name, invoiceUsd }) => (
              <Table.Tr key={name}>
                <Table.Td fw={500}>{name}</Table.Td>
                <Table.Td ta="right">
                  <Money usd={invoiceUsd} />
                </Table.Td>
                <Table.Td>
                  <Group gap="xs" wrap="nowrap">
                    <Select
                      aria-label={`${name} in the ledger`}
                      placeholder="Nothing; choose a name"
                      searchable
                      clearable
                      clearButtonProps={{ "aria-label": `Forget what ${name} is` }}
                      disabled={!mayWrite || map.isPending}
                      data={[...new Set([...comparison.bookedNames, ...Object.values(comparison.mapped)])]}
                      value={comparison.mapped[name] ?? null}
                      onChange={(model) => map.mutate({ id, name, model })}
                      w={300}
                    />
                    {Object.hasOwn(comparison.mapped, name) && (
                      <Text size="xs" c="dimmed">
                        mapped by hand
                      </Text>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}
