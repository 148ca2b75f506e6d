/** Golden cases that a change of prices would fail: named in every preview, and asked about before anything is written. */
import { Alert, Button, Checkbox, Group, List, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { type FailingCase, failingCaseWords } from "@ratecard/contract";
import { useState } from "react";
import { counted } from "./count";

type FailingCasesProps = Readonly<{ cases: readonly FailingCase[] }>;

const wordsOf = ({ length }: readonly FailingCase[]) => `${counted(length, "golden case")} would fail`;

/** Nothing where none fails. */
export const FailingCasesNote = ({ cases }: FailingCasesProps) =>
  cases.length === 0 ? null : (
    <Alert flex="none" variant="light" color="orange" p="xs" title={wordsOf(cases)}>
      <FailingCasesList cases={cases} />
    </Alert>
  );

const FailingCasesList = ({ cases }: FailingCasesProps) => (
  <List size="sm" mah={180} style={{ overflowY: "auto" }} {...(cases.length > 5 && { tabIndex: 0 })}>
    {cases.map((each) => (
      <List.Item key={each.id}>
        {each.label}: {failingCaseWords(each)}
      </List.Item>
    ))}
  </List>
);

/** Resolves with whether the change goes on. */
export const askForFailingCases = (cases: readonly FailingCase[]): Promise<boolean> =>
  new Promise((resolve) => {
    const modalId = "failing-cases";
    const answer = (isAccepted: boolean) => {
      resolve(isAccepted);
      modals.close(modalId);
    };
    modals.open({
      modalId,
      title: wordsOf(cases),
      onClose: () => resolve(false),
      children: <Question cases={cases} onAnswer={answer} />,
    });
  });

function Question({ cases, onAnswer }: FailingCasesProps & Readonly<{ onAnswer: (isAccepted: boolean) => void }>) {
  const [isAccepted, setAccepted] = useState(false);
  return (
    <Stack gap="sm">
      <Text size="sm">Nothing was written yet. USD to the last digit:</Text>
      <FailingCasesList cases={cases} />
      <Checkbox
        label="Publish all the same; the audit log keeps these cases"
        checked={isAccepted}
        onChange={({ currentTarget }) => setAccepted(currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={() => onAnswer(false)}>
          Do not publish
        </Button>
        <Button disabled={!isAccepted} onClick={() => onAnswer(true)}>
          Publish
        </Button>
      </Group>
    </Stack>
  );
}
