/** On what lists requests one by one: that it reaches back to days of which they are no longer kept. Nothing where it does not. */
import { Alert, Text } from "@mantine/core";
import { useLedgerZone } from "./ledger-zone";

/** `from`: a day or an instant; undefined: no first day. */
export function KeptNotice({ from }: Readonly<{ from: string | undefined }>) {
  const { keptFrom } = useLedgerZone();
  if (keptFrom === null || (from !== undefined && from >= keptFrom)) return null;
  return (
    <Alert color="blue" variant="light" py={6} role="status" flex="none">
      <Text size="sm">
        Requests before {keptFrom} are no longer kept one by one, so they are not listed. Totals of days and names still
        have them.
      </Text>
    </Alert>
  );
}
