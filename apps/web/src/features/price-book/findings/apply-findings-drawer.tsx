/** Many findings at once: what each remedy does, then one batch that can be taken back. */
import { Drawer } from "@mantine/core";
import { useMemo, useState } from "react";
import type { ChangeSet } from "#web/components/changes/change-choice";
import { ChangeReview } from "#web/components/changes/change-review";
import { namedNow } from "#web/components/changes/change-words";
import { ChangeWritten } from "#web/components/changes/change-written";
import type { Finding } from "../price-row";
import { FINDING_NAMES } from "./finding-words";

/** `findings` is never empty, and all of one kind. */
type ApplyFindingsDrawerProps = Readonly<{ findings: readonly Finding[]; onClose: () => void }>;

export function ApplyFindingsDrawer({ findings, onClose }: ApplyFindingsDrawerProps) {
  const [refs] = useState(() => findings.map(({ findingId, model }) => ({ findingId, model })));
  const [written, setWritten] = useState<ChangeSet | null>(null);
  const source = useMemo(() => ({ kind: "findings", findings: firstOfEach(refs) }) as const, [refs]);
  const title = findings[0] ? FINDING_NAMES[findings[0].code] : "";
  const [batchName] = useState(() => namedNow(title));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={1080}
      title={`${title}: ${refs.length.toLocaleString("en")} ${refs.length === 1 ? "remedy" : "remedies"}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {written ? (
        <ChangeWritten written={written} />
      ) : (
        <ChangeReview
          source={source}
          verb="Apply"
          name={batchName}
          maxHeight="64dvh"
          onBack={{ words: "Cancel", go: onClose }}
          onWritten={setWritten}
        />
      )}
    </Drawer>
  );
}

/** Of several findings about one entry the first is applied: it may settle the others. */
const firstOfEach = <Ref extends Readonly<{ model: string }>>(refs: readonly Ref[]): Ref[] =>
  refs.filter(({ model }, index) => refs.findIndex((other) => other.model === model) === index);
