/** Stores the bundled catalogue as the first snapshot of an empty database, so that whatever prices a request has a snapshot. */
import { createHash } from "node:crypto";
import { BUNDLED_SOURCE, bundledCatalog } from "@ratecard/catalog";
import type { Services } from "#server/services/context";
import { bundledBody } from "#server/pricing/bundled-body";
import { write } from "#server/write/write";
import { withRefreshLock } from "./refresh-lock";
import { addSnapshot } from "./rows";
import { SYSTEM } from "#server/write/system-actor";

export async function storeBundledCatalog({ db, prices, clock }: Services): Promise<void> {
  if (prices.now().snapshots.length > 0) return;
  await withRefreshLock(db, async () => {
    if ((await prices.refresh()).snapshots.length > 0) return;
    const fetchedAt = clock();
    const index = await bundledCatalog(fetchedAt.getTime());
    const text = bundledBody(index);
    const sha256 = createHash("sha256").update(text).digest("hex");
    const entryCount = index.entries.size;
    const details = () => ({ sha256, entryCount });
    await write({ db, actor: SYSTEM }, { action: "catalog.bundled", subject: BUNDLED_SOURCE, details }, (tx) =>
      addSnapshot(tx, { origin: "bundled", source: BUNDLED_SOURCE, sha256, etag: null, entryCount, text, fetchedAt }),
    );
    await prices.refresh();
  });
}
