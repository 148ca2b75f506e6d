/** The price book as a table, or as the list of what looks wrong in it. Which one stands in the URL. */
import { Badge, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { trpc } from "#web/trpc";
import { VIEWS } from "./price-search";
import { usePriceSearch } from "./use-price-search";

export function ViewTabs() {
  const [{ view }, setSearch] = usePriceSearch();
  const { count = 0, hasErrors = false } = useQuery(trpc.findings.count.queryOptions()).data ?? {};
  const open = (value: string | null) =>
    setSearch({ view: VIEWS.find((known) => known === value) ?? "prices", q: "", finding: "" });
  return (
    <Tabs value={view} onChange={open} flex="none">
      <Tabs.List>
        <Tabs.Tab value="prices">Prices</Tabs.Tab>
        <Tabs.Tab
          value="findings"
          rightSection={
            count > 0 ? (
              <Badge size="sm" variant="light" color={hasErrors ? "red" : "gray"}>
                {count.toLocaleString("en")}
              </Badge>
            ) : undefined
          }
        >
          Findings
        </Tabs.Tab>
      </Tabs.List>
    </Tabs>
  );
}
