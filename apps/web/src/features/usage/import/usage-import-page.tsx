/** History from files: choose one, look at its first rows, bring it in. */
import { Alert } from "@mantine/core";
import { Page, Panel } from "#web/components/page";
import { describeClientError } from "#web/errors/describe-client-error";
import { ChooseFile } from "./choose-file";
import { FileLook } from "./file-look";
import { ImportProgress } from "./import-progress";
import { ImportsList } from "./imports-list";
import { useUsageImport } from "./use-usage-import";

export function UsageImportPage() {
  const work = useUsageImport();
  return (
    <Page
      title="Usage import"
      description="Requests of the past from files, each priced by what was in force at its time."
    >
      <Panel>
        <Problem error={work.error} />
        <Step work={work} />
      </Panel>
      <Panel title="Imports">
        <ImportsList />
      </Panel>
    </Page>
  );
}

function Step({ work }: Readonly<{ work: ReturnType<typeof useUsageImport> }>) {
  const { look, running, isBusy } = work;
  if (running) {
    const cancel = () => void work.cancel(running.stands.id);
    return <ImportProgress running={running} onCancel={cancel} onStartOver={work.startOver} />;
  }
  if (!look) return <ChooseFile isBusy={isBusy} onChoose={(file, gateway) => void work.lookAt(file, gateway)} />;
  return (
    <FileLook
      look={look}
      isBusy={isBusy}
      onColumns={(columns) => void work.lookAt(look.file, look.gateway, columns)}
      onStart={(confirmed) => void work.start(look, confirmed)}
      onBack={work.startOver}
    />
  );
}

function Problem({ error }: Readonly<{ error: unknown }>) {
  if (error === null) return null;
  const { title, message } = describeClientError(error);
  return (
    <Alert color="red" variant="light" p="xs" mb="sm" role="alert" title={title}>
      {message}
    </Alert>
  );
}
