/** Applies the remedy of a finding, or keeps the entry as it is; undefined for those who may not write. */
import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { feedback } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { Finding } from "../price-row";
import { refreshPrices } from "../refresh-prices";
import { counted } from "#web/components/count";

export type SettleFinding = Readonly<{
  apply: (finding: Finding) => void;
  keep: (finding: Finding) => void;
  keepAll: (findings: readonly Finding[]) => void;
  /** The finding that is being settled. */
  pending: string | null;
}>;

const refOf = ({ findingId, model, version }: Finding) => ({ findingId, model, version });

export function useSettleFinding(): SettleFinding | undefined {
  const mayWrite = useMay("price-book:write");
  const apply = useMutation(
    trpc.findings.remedy.mutationOptions({
      ...feedback(({ model, notices }) => [`${model}: done`, ...notices].join(". ")),
      onSettled: refreshPrices,
    }),
  );
  const keep = useMutation(
    trpc.findings.keep.mutationOptions({
      ...feedback(({ count }) => `${counted(count, "entry stays as it is", "entries stay as they are")}`),
      onSettled: refreshPrices,
    }),
  );
  const kept = keep.isPending ? keep.variables?.findings[0] : undefined;
  const pending = (apply.isPending ? apply.variables : kept)?.findingId ?? null;
  const [{ mutate: applyOne }, { mutate: keepOne }] = [apply, keep];
  return useMemo(
    () =>
      mayWrite
        ? {
            apply: (finding) => applyOne(refOf(finding)),
            keep: (finding) => keepOne({ findings: [refOf(finding)] }),
            keepAll: (findings) => keepOne({ findings: findings.map(refOf) }),
            pending,
          }
        : undefined,
    [mayWrite, applyOne, keepOne, pending],
  );
}
