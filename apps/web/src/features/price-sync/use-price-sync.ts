/** The state of one sync: its preview, the bases that were chosen, what is ticked, and what was written. */
import type { SyncKind } from "@ratecard/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { Selection } from "#web/components/data-table";
import { trpcClient } from "#web/trpc";
import type { SyncBase, Synced } from "./shapes";

export type Choices = ReadonlyMap<string, Pick<SyncBase, "model" | "provider">>;

const NONE: Selection = new Set();
const NO_CHOICES: Choices = new Map();

/** `from`: empty for now. */
export function usePriceSync(kind: SyncKind, from: string) {
  const [choices, setChoices] = useState(NO_CHOICES);
  const [selection, setSelection] = useState<Selection | null>(null);
  /** By `seen`. */
  const [meant, setMeant] = useState(NONE);
  const [synced, setSynced] = useState<Synced | null>(null);
  const asked = useMemo(
    () => ({
      kind,
      effectiveFrom: from === "" ? null : from,
      choices: [...choices].map(([model, base]) => ({ model, base })),
    }),
    [kind, from, choices],
  );
  // A mutation on the wire, for its choices may be too many for an address; a query here, for it writes nothing.
  const preview = useQuery({
    queryKey: ["price sync preview", asked],
    queryFn: ({ signal }) => trpcClient.priceSync.preview.mutate(asked, { signal }),
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });

  const choose = useCallback((model: string, { model: base, provider }: SyncBase) => {
    setChoices((made) => new Map([...made, [model, { model: base, provider }]]));
    setSelection((ticked) => ticked && new Set([...ticked, model]));
  }, []);
  const startOver = () => {
    setSelection(null);
    setChoices(NO_CHOICES);
    setMeant(NONE);
    setSynced(null);
    void preview.refetch();
  };
  return { asked, preview, choose, selection, setSelection, meant, setMeant, synced, setSynced, startOver };
}

export type PriceSync = ReturnType<typeof usePriceSync>;
