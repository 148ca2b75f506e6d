/** The price book: every entry in one table, what looks wrong in it in another, one entry open beside them. */
import { Button } from "@mantine/core";
import { IconArrowLeft, IconPlus, IconUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { CatalogBadge } from "#web/components/catalog-badge";
import { Page } from "#web/components/page";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import { ExportMenu } from "./export-menu";
import { FindingsView } from "./findings/findings-view";
import { PriceDrawer, UNNAMED } from "./price-drawer";
import { PricesView } from "./prices-view";
import { ImportView } from "./price-file/import-view";
import { useFollowPrices } from "./use-follow-prices";
import { usePriceSearch } from "./use-price-search";
import { ViewTabs } from "./view-tabs";

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
