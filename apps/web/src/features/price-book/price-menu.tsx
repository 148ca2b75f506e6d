/** What can be done with one entry. */
import { Menu } from "@mantine/core";
import { DEFAULT_MODEL } from "@ratecard/pricing";
import { IconHistory, IconPencil, IconRoute, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { RowMenu } from "#web/components/row-controls";
import { useMay } from "#web/components/session";
import type { PriceRow } from "./price-row";
import { usePriceSearch } from "./price-search";
import { useDeletePrice } from "./use-delete-price";

const icon = { size: 14, stroke: 1.6, "aria-hidden": true } as const;

export const PriceMenu = ({ row }: Readonly<{ row: PriceRow }>) => (
  <RowMenu label={`More about ${row.model}`}>
    <PriceMenuItems row={row} />
  </RowMenu>
);

/** Drawn with the first click, so that rows stay cheap. */
function PriceMenuItems({ row }: Readonly<{ row: PriceRow }>) {
  const [, setSearch] = usePriceSearch();
  const navigate = useNavigate();
  const mayWrite = useMay("price-book:write") && row.pinnedBy === undefined;
  const askDelete = useDeletePrice();
  return (
    <>
      <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setSearch({ open: row.model, pane: "price" })}>
        {mayWrite ? "Edit" : "Show"}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconHistory {...icon} />}
        onClick={() => setSearch({ open: row.model, pane: "history" })}
      >
        History
      </Menu.Item>
      <Menu.Item
        leftSection={<IconRoute {...icon} />}
        onClick={() => void navigate({ to: "/explain", search: { model: row.model } as never })}
      >
        Explain
      </Menu.Item>
      {mayWrite && row.model !== DEFAULT_MODEL && (
        <Menu.Item color="var(--rc-bad)" leftSection={<IconTrash {...icon} />} onClick={() => askDelete(row)}>
          Delete …
        </Menu.Item>
      )}
    </>
  );
}
