/** An entry for those who may not edit it, or that nobody edits here. */
import { Alert, Stack, Table } from "@mantine/core";
import { Money } from "#web/components/money";
import { FIELD_LABELS } from "./field-labels";
import { MONEY_FIELDS } from "./form/price-form-values";
import type { PriceRow } from "./price-row";

export function PriceFacts({ row }: Readonly<{ row: PriceRow }>) {
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
