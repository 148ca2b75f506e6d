/** Sample data as the screen needs it: what is there, and the two clicks. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { notifyError } from "#web/components/notify";
import { queryClient, type RouterOutputs, trpc } from "#web/trpc";

export type SampleWorldView = RouterOutputs["sampleWorld"]["state"];

export function useSampleWorld() {
  const key = trpc.sampleWorld.state.queryKey();
  const options = {
    onSuccess: (view: SampleWorldView) => queryClient.setQueryData(key, view),
    onError: (error: unknown) => {
      notifyError(error);
      // Another tab was quicker: show its progress.
      void queryClient.invalidateQueries({ queryKey: key });
    },
  };
  return {
    state: useQuery(trpc.sampleWorld.state.queryOptions()),
    load: useMutation(trpc.sampleWorld.load.mutationOptions(options)),
    remove: useMutation(trpc.sampleWorld.remove.mutationOptions(options)),
  };
}

/** Prices, servers and requests came or went: every screen is asked again. */
export const refreshEverything = (): Promise<void> => queryClient.invalidateQueries();
