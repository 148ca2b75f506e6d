/** One reviewed difference for both syncs: rows ticked with their difference shown, then one batch. */
import type { SyncKind } from "@ratecard/contract";
import { CatalogBadge } from "#web/components/catalog-badge";
import { Page } from "#web/components/page";
import { RouteLink } from "#web/components/links";
import { useTableSearch } from "#web/components/use-table-search";
import { SyncResult } from "./sync-result";
import { SyncReview } from "./sync-review";
import { SyncSearch } from "./sync-search";
import { KIND_WORDS } from "./sync-words";
import { usePriceSync } from "./use-price-sync";

export function PriceSyncPage() {
  const [{ kind }] = useTableSearch(SyncSearch);
  // What was ticked for one sync says nothing of the other.
  return <OneSync key={kind} kind={kind} />;
}

function OneSync({ kind }: Readonly<{ kind: SyncKind }>) {
  const [{ from }] = useTableSearch(SyncSearch);
  const sync = usePriceSync(kind, from);
  const { title, about } = KIND_WORDS[kind];
  return (
    <Page
      title={title}
      fill
      description={
        <>
          {about}{" "}
          <RouteLink to="/admin/discovery" size="sm">
            Back to discovery
          </RouteLink>
          <CatalogBadge />
        </>
      }
    >
      {sync.synced ? (
        <SyncResult synced={sync.synced} from={from} onAgain={sync.startOver} />
      ) : (
        <SyncReview kind={kind} sync={sync} />
      )}
    </Page>
  );
}
