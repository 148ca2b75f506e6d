/** In the drawer of an entry that holds the default price: what that means, and that the figure may be the right one. */
import { Alert, Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { feedback } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { PriceRow } from "./price-row";
import { refreshPrices } from "./refresh-prices";

export const PLACEHOLDER_SENTENCE =
  "A placeholder: an import wrote the default price here. Its requests are not counted as exactly priced.";

export function PlaceholderNote({ row }: Readonly<{ row: PriceRow }>) {
  const mayWrite = useMay("price-book:write");
  const confirm = useMutation(
    trpc.priceBook.edit.mutationOptions({
      ...feedback(({ price }) => `${price.model} has this price from now`),
      onSettled: refreshPrices,
    }),
  );
  if (!row.isPlaceholder) return null;
  const { model, version } = row;
  return (
    <Alert color="orange" variant="light" p="xs" mb="sm">
      {PLACEHOLDER_SENTENCE} Type its price, or confirm this one.{" "}
      {mayWrite && row.pinnedBy === undefined && (
        <Button
          variant="default"
          size="compact-xs"
          loading={confirm.isPending}
          onClick={() => confirm.mutate({ model, version, changes: { isPlaceholder: false } })}
        >
          This is the price
        </Button>
      )}
    </Alert>
  );
}
