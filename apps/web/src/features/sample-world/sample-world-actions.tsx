/**
 * Sample data in one click, wherever a page offers it: load, progress, remove. Nothing is shown to those who may not.
 *   <SampleWorldActions onLoaded={() => navigate({ to: "/dashboard" })} />
 */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { confirm } from "#web/components/confirm";
import { JobProgress } from "#web/components/job-progress";
import { useMay } from "#web/components/session";
import { ErrorState, LoadingState } from "#web/components/states";
import { describeContents, describeNames } from "./describe-contents";
import { refreshEverything, type SampleWorldView, useSampleWorld } from "./use-sample-world";

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
