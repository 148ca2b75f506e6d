/**
 * What is booked already on the days of a file that is looked at. The whole file is read for its days first, in this browser.
 * Time    the days are asked about again whenever `ask` is called: live traffic goes on meanwhile.
 */
import { openDaysOfFile } from "@ratecard/usage";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { UnreadableFile } from "#web/errors/describe-client-error";
import { type RouterOutputs, trpcClient } from "#web/trpc";
import { chosenOf, fileOf, type Look } from "./look-of-file";
import { openFile } from "./read-file";

export type BookedDays = NonNullable<RouterOutputs["usage"]["previewImport"]["booked"]>;

export const BOOKED_ON_DAYS = "booked on the days of a usage file";

const ROWS_A_BREATH = 20_000;

export function useOverlap(look: Look) {
  const [percent, setPercent] = useState(0);
  const { fingerprint, columns, format } = look;
  const days = useQuery({
    queryKey: ["days of a usage file", look.file.name, fingerprint, format, columns],
    queryFn: ({ signal }) => daysOf(look, signal, setPercent),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const preview = useQuery({
    queryKey: [BOOKED_ON_DAYS, look.file.name, fingerprint, format, columns, look.gateway],
    queryFn: ({ signal }) =>
      trpcClient.usage.previewImport.mutate({ ...fileOf(look), instants: days.data ?? [] }, { signal }),
    enabled: days.data !== undefined,
    gcTime: 0,
  });
  return {
    percent,
    instants: days.data,
    preview: preview.data,
    error: days.error ?? preview.error,
    ask: () => void (days.data ? preview.refetch() : days.refetch()),
  };
}

/** Instants in ISO 8601 UTC, as `openDaysOfFile` tells them. */
async function daysOf(look: Look, signal: AbortSignal, onRead: (percent: number) => void): Promise<string[]> {
  const { file, columns } = chosenOf(look);
  const { opened, bytesRead } = await openFile(file, columns);
  if (!opened.ok) throw new UnreadableFile(opened.problem.problem);
  onRead(0);
  const days = openDaysOfFile(Date.now());
  let rows = 0;
  for await (const item of opened.items) {
    days.add(item);
    rows += 1;
    if (rows % ROWS_A_BREATH !== 0) continue;
    signal.throwIfAborted();
    onRead(Math.floor((bytesRead() * 100) / file.size));
    // The page is drawn and answers clicks in between.
    await new Promise((wake) => setTimeout(wake));
  }
  return days.instants();
}
