/**
 * Sample data in one click, wherever a page offers it: load, progress, remove. Nothing is shown to those who may not.
 *   <SampleWorldActions onLoaded={() => navigate({ to: "/dashboard" })} />
 */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { confirm } from "#web/components/confirm";
import { JobProgress } from "#web/components/job-progress";
import { notifyError } from "#web/components/notify";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { ErrorState, LoadingState } from "#web/components/states";
import { queryClient, type RouterOutputs, trpc } from "#web/trpc";
import { counted } from "#web/components/count";

type Props = Readonly<{ onLoaded?: () => void }>;

export function SampleWorldActions({ onLoaded }: Props) {
  return useMay("sample-world:write") ? <Actions onLoaded={onLoaded} /> : null;
}

function Actions({ onLoaded }: Readonly<{ onLoaded: (() => void) | undefined }>) {
  const { state, load, remove } = useSampleWorld();
  if (state.error) return <ErrorState error={state.error} retry={() => void state.refetch()} />;
  const view = state.data;
  if (!view) return <LoadingState label="Loading the state of sample data" />;

  if (view.state === "busy" && view.job) {
    return <JobProgress jobId={view.job.id} label="Sample data" onEnd={() => void afterJob(state, onLoaded)} />;
  }
  const isPending = load.isPending || remove.isPending;
  return (
    <Stack gap="xs" align="flex-start">
      <Said view={view} />
      <Group gap="xs">
        {view.state !== "loaded" && (
          <Button loading={load.isPending} disabled={isPending} onClick={() => load.mutate()}>
            {view.state === "partial" ? "Load sample data again" : "Explore with sample data"}
          </Button>
        )}
        {view.state !== "absent" && (
          <Button
            variant="default"
            loading={remove.isPending}
            disabled={isPending}
            onClick={() => confirmRemoval(view, remove.mutate)}
          >
            Remove sample data
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** The job is over: what it left decides what comes next. */
async function afterJob(state: ReturnType<typeof useSampleWorld>["state"], onLoaded: (() => void) | undefined) {
  await refreshEverything();
  const { data } = await state.refetch();
  if (data?.state === "loaded") onLoaded?.();
}

function Said({ view }: Readonly<{ view: SampleWorldView }>) {
  const problem = view.job?.state === "failed" ? view.job.errorMessage : null;
  return (
    <>
      {problem !== null && view.state !== "loaded" && (
        <Alert color="red" variant="light" p="xs" role="alert">
          {problem}
        </Alert>
      )}
      <Sentence view={view} />
    </>
  );
}

function Sentence({ view: { state, contents, existingPrices } }: Readonly<{ view: SampleWorldView }>) {
  if (state === "absent" || state === "busy") return null;
  const skipped = describeNames(existingPrices);
  return (
    <Text size="sm" c="dimmed" component="div">
      {state === "loaded" ? "Loaded: " : "An earlier load was cut off and left "}
      {describeContents(contents)}.{skipped !== "" && ` Your own prices were left alone: ${skipped}.`}
    </Text>
  );
}

function confirmRemoval({ contents, editedPrices }: SampleWorldView, onConfirm: () => void): void {
  const kept = describeNames(editedPrices);
  confirm({
    title: "Remove sample data?",
    action: "Remove sample data",
    preview: (
      <>
        This takes away {describeContents(contents)}. What you added yourself stays.
        {kept !== "" && ` Prices that were edited since stay too: ${kept}.`}
      </>
    ),
    onConfirm,
  });
}

type SampleWorldView = RouterOutputs["sampleWorld"]["state"];

/** Sample data as the screen needs it: what is there, and the two clicks. */
function useSampleWorld() {
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
const refreshEverything = (): Promise<void> => queryClient.invalidateQueries();

const LONGEST_LIST = 6;

/** What a removal takes away and what it keeps, in words. */
export function describeContents({ requests, prices, servers, aliases }: SampleWorldView["contents"]): string {
  const parts = [
    counted(requests, "request"),
    counted(prices, "price"),
    counted(servers, "server"),
    counted(aliases, "mapping"),
  ];
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** "gpt-4o, gpt-4-turbo and 3 more"; empty when there is none. */
export function describeNames(names: readonly string[]): string {
  const shown = names.slice(0, LONGEST_LIST).join(", ");
  return names.length > LONGEST_LIST ? `${shown} and ${names.length - LONGEST_LIST} more` : shown;
}

/** The settings tab: what sample data is, whether it is there, and the way to bring or remove it. */
export const SAMPLE_WORLD_SENTENCE =
  "A made-up company: a small gateway that runs here, a price book with gaps, and 90 days of requests, some of them priced by default.";

export function SampleWorldSettings() {
  return (
    <Panel
      title="Sample data"
      description={`${SAMPLE_WORLD_SENTENCE} One click brings it, one click takes it away again.`}
    >
      <SampleWorldActions />
    </Panel>
  );
}
