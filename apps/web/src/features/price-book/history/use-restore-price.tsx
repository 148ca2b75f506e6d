/** Asks before an old version becomes the price again: what differs from the one in force, and what it would have cost. */
import { Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { confirm } from "#web/components/confirm";
import { notifyDone, notifyError } from "#web/components/notify";
import { trpc } from "#web/trpc";
import { ImpactPreview } from "../impact-preview";
import { MONEY_FIELDS, type PriceChanges } from "../form/price-form-values";
import type { PriceHistory, PriceVersion } from "../price-row";
import { useRefreshPrices } from "../use-refresh-prices";
import { VersionDifferences } from "./version-comparison";
import { nameOfVersion } from "./version-record";
import { standingOf } from "./window-standing";

export function useRestorePrice({ model, current, versions }: PriceHistory): (version: PriceVersion) => void {
  const refresh = useRefreshPrices();
  const restore = useMutation(
    trpc.priceBook.restore.mutationOptions({
      onError: notifyError,
      onSuccess: ({ outcome }) =>
        notifyDone(outcome === "unchanged" ? `${model} has this price already` : `${model} has its old price from now`),
      onSettled: refresh,
    }),
  );
  return (version) => {
    const inForce = versions.find((one) => standingOf(one, new Date().toISOString()) === "current");
    confirm({
      title: `Restore ${nameOfVersion(version)}?`,
      action: "Restore",
      isHarmless: true,
      preview: (
        <Stack gap="sm">
          <span>It is the price of {model} from now. Requests of before keep theirs.</span>
          {inForce && <VersionDifferences model={model} from={inForce.versionId} to={version.versionId} />}
          <ImpactPreview model={model} changes={changesTo(version)} />
        </Stack>
      ),
      onConfirm: () =>
        restore.mutate({ model, versionId: version.versionId, version: current === null ? null : current.version }),
    });
  };
}

/** Every price of the version; what it does not name is taken away. */
const changesTo = (version: PriceVersion): PriceChanges => ({
  ...Object.fromEntries(MONEY_FIELDS.map((field) => [field, version[field] ?? null])),
  thresholds: version.thresholds ? [...version.thresholds] : null,
  tiers: version.tiers ? [...version.tiers] : null,
  otherTerms: version.otherTerms ?? null,
  provider: version.provider,
  isActive: version.isActive,
});
