/** In the drawer of a copy: whose price it is, and that an edit ends that. */
import { Alert } from "@mantine/core";
import { RouteLink } from "#web/components/links";
import { copySentence, isCopyDrifting } from "./copy-words";
import type { PriceRow } from "./price-row";

export function CopyNote({ row }: Readonly<{ row: PriceRow }>) {
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
