/** The import of this tab: a file that is looked at, then on its way. Another tab sees how far it is in the list. */
import type { UsageColumns } from "@ratecard/contract";
import { useRef, useState } from "react";
import { queryClient, trpc, trpcClient } from "#web/trpc";
import { chosenOf, type Confirmed, fileOf, type Look, lookInto } from "./look-of-file";
import { sendFile, type UsageImport } from "./send-file";
import { BOOKED_ON_DAYS } from "./use-overlap";

export type Running = Readonly<{ stands: UsageImport; isOver: boolean }>;

export function useUsageImport() {
  const [look, setLook] = useState<Look | null>(null);
  const [running, setRunning] = useState<Running | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);
  const stop = useRef(new AbortController());

  const attempt = async (work: () => Promise<void>) => {
    setError(null);
    setIsBusy(true);
    await work().catch(setError);
    setIsBusy(false);
  };
  const lookAt = (file: File, gateway: string, columns?: UsageColumns) =>
    attempt(async () => setLook(await lookInto(file, gateway, columns)));
  const start = (seen: Look, confirmed: Confirmed) =>
    attempt(async () => {
      stop.current = new AbortController();
      const { file, columns } = chosenOf(seen);
      const started = await startOf(seen, confirmed);
      setRunning({ stands: started, isOver: false });
      const onMoved = (stands: UsageImport) => setRunning({ stands, isOver: false });
      const ended = await sendFile({ file, columns, started, onMoved, signal: stop.current.signal });
      setRunning({ stands: ended, isOver: true });
      await queryClient.invalidateQueries();
    });
  const cancel = async (id: string) => {
    stop.current.abort();
    const stands = await trpcClient.usage.cancelImport.mutate({ id });
    setRunning({ stands, isOver: true });
    await queryClient.invalidateQueries({ queryKey: trpc.usage.imports.queryKey() });
  };
  const startOver = () => {
    stop.current.abort();
    setLook(null);
    setRunning(null);
    setError(null);
  };
  return { look, running, error, isBusy, lookAt, start, cancel: (id: string) => attempt(() => cancel(id)), startOver };
}

/** Requests may have come since the days were looked at: then this is refused, and what is there now is shown. */
async function startOf(seen: Look, confirmed: Confirmed): Promise<UsageImport> {
  try {
    return await trpcClient.usage.startImport.mutate({ ...fileOf(seen), ...confirmed });
  } catch (error) {
    await queryClient.invalidateQueries({ queryKey: [BOOKED_ON_DAYS] });
    throw error;
  }
}
