/** Makes a price change of a what-if: the review of a change set with its prices, and the golden cases it would fail. */
import { Drawer, Stack } from "@mantine/core";
import { useState } from "react";
import type { ChangeSet } from "#web/components/changes/change-choice";
import { ChangeReview } from "#web/components/changes/change-review";
import { ChangeWritten } from "#web/components/changes/change-written";
import type { ChangeSource } from "#web/components/changes/use-change-preview";

type PublishDrawerProps = Readonly<{ source: ChangeSource; name: string; onClose: () => void }>;

export function PublishDrawer({ source, name, onClose }: PublishDrawerProps) {
  const [from, setFrom] = useState("");
  const [written, setWritten] = useState<ChangeSet | null>(null);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(1180px, 100vw)"
      title="Make it a price change"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {written ? (
        <ChangeWritten written={written} from={from} onLeave={onClose} />
      ) : (
        <Stack gap="sm">
          <ChangeReview
            source={source}
            verb="Publish"
            name={name}
            date={{ from, onChange: setFrom }}
            maxHeight="52dvh"
            onBack={{ words: "Cancel", go: onClose }}
            onWritten={setWritten}
          />
        </Stack>
      )}
    </Drawer>
  );
}
