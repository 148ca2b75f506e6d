/** The price book: every entry in one table, what looks wrong in it in another, one entry open beside them. */
import { Badge, Button, Menu, Tabs } from "@mantine/core";
import { IconArrowLeft, IconDownload, IconPlus, IconUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { CatalogBadge } from "#web/components/catalog-badge";
import { Page } from "#web/components/page";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import { FindingsView } from "./findings/findings-view";
import { PriceDrawer, UNNAMED } from "./price-drawer";
import { ImportView } from "./price-file/import-view";
import { usePriceSearch, VIEWS } from "./price-search";
import { PricesView } from "./prices-view";
import { useFollowPrices } from "./refresh-prices";

export function ModelPricingPage() {
  const [{ view }, setSearch] = usePriceSearch();
  const list = useQuery(trpc.priceBook.list.queryOptions());
  useFollowPrices();
  const mayWrite = useMay("price-book:write");
  if (view === "import") return <ImportPage onBack={() => setSearch({ view: "prices", q: "", outcome: "all" })} />;
  return (
    <Page
      title="Model pricing"
      fill
      description={<CatalogBadge />}
      actions={
        <>
          {mayWrite && (
            <Button
              variant="default"
              leftSection={<IconUpload size={14} stroke={1.6} aria-hidden />}
              onClick={() => setSearch({ view: "import", q: "", open: "", new: "" })}
            >
              Import
            </Button>
          )}
          <ExportMenu />
          {mayWrite && (
            <Button
              leftSection={<IconPlus size={14} stroke={1.8} />}
              onClick={() => setSearch({ new: UNNAMED, open: "", from: "" })}
            >
              New price
            </Button>
          )}
        </>
      }
    >
      <ViewTabs />
      {view === "findings" ? <FindingsView /> : <PricesView />}
      <PriceDrawer rows={list.data?.prices} />
    </Page>
  );
}

const ImportPage = ({ onBack }: Readonly<{ onBack: () => void }>) => (
  <Page
    title="Import prices"
    fill
    description="From a file or a spreadsheet, seen row by row before anything is written."
    actions={
      <Button variant="default" leftSection={<IconArrowLeft size={14} stroke={1.6} aria-hidden />} onClick={onBack}>
        Price book
      </Button>
    }
  >
    <ImportView />
  </Page>
);

const FORMATS = [
  { href: "/api/prices.csv", label: "CSV", file: "prices.csv" },
  { href: "/api/prices.json", label: "JSON", file: "prices.json" },
] as const;

/** Downloads of the whole price book; the import takes both back without loss. */
function ExportMenu() {
  return (
    <Menu position="bottom-end" withinPortal shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} stroke={1.6} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(({ href, label, file }) => (
          <Menu.Item key={href} component="a" href={href} download={file}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The price book as a table, or as the list of what looks wrong in it. Which one stands in the URL. */
function ViewTabs() {
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
