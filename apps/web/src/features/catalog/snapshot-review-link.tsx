/** From a snapshot of the catalogue to its review: to what of it waits, where something does, else to what it changed. */
import { useQuery } from "@tanstack/react-query";
import { ButtonLink } from "#web/components/links";
import { trpc } from "#web/trpc";

export function SnapshotReviewLink({ snapshotId }: Readonly<{ snapshotId: string }>) {
  const review = useQuery(trpc.catalog.review.queryOptions());
  if (!review.data) return null;
  const waiting = review.data.waiting.filter((change) => change.snapshotId === snapshotId).length;
  const search = { tab: "catalogue", ...(waiting === 0 && { show: "snapshots" }), snapshot: snapshotId };
  return (
    <ButtonLink to="/admin/settings" search={search as never} variant={waiting > 0 ? "filled" : "default"}>
      {waiting > 0 ? `Review ${waiting.toLocaleString("en")} waiting` : "What it changed"}
    </ButtonLink>
  );
}
