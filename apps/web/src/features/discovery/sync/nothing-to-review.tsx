import { Button } from "@mantine/core";
import { EmptyState } from "#web/components/states";
import type { Review } from "../shapes";
import { useDiscoverySearch } from "../use-discovery-search";

/** Nothing is shown: because nothing was found, because all is priced, or because of the filters. */
export function NothingToReview({ review }: Readonly<{ review: Review }>) {
  const [{ show, q, at, warned }, setSearch] = useDiscoverySearch();
  if (review.rows.length === 0) {
    return (
      <EmptyState
        title="The chosen servers list no models"
        action={<Button onClick={() => setSearch({ step: "servers" })}>Choose servers and discover</Button>}
      >
        Discover them first, or look at their last answer.
      </EmptyState>
    );
  }
  const showAll = (
    <Button variant="default" onClick={() => setSearch({ show: "all", q: "", at: "", warned: false })}>
      Show all {review.rows.length.toLocaleString("en")}
    </Button>
  );
  const isNothingMissing = show === "missing" && q === "" && at === "" && !warned;
  return isNothingMissing ? (
    <EmptyState title="No price is missing" action={showAll}>
      Every model of these servers is priced by the price book or by the catalogue.
    </EmptyState>
  ) : (
    <EmptyState title="No model matches" action={showAll}>
      The filters leave nothing.
    </EmptyState>
  );
}
