/** A change of prices in a drawer: its review, since when it holds, then what it wrote. */
import { Drawer, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { ChangeSet } from "./change-choice";
import { ChangeReview } from "./change-review";
import { ChangeWritten } from "./change-written";
import type { ChangeSource } from "./use-change-preview";

type ChangeDrawerProps = Readonly<{
  title: string;
  /** null: it is not complete yet. */
  source: ChangeSource | null;
  verb: string;
  /** Of the batch, unless somebody writes another one. */
  name: string;
  /** Since when it holds, unless somebody says otherwise. ISO 8601; "" is now. */
  firstFrom?: string;
  /** Above the review: what makes the change. */
  children?: ReactNode;
  /** `isWritten`: it was closed after its prices were written. */
  onClose: (isWritten: boolean) => void;
  onWritten?: () => void;
}>;

export function ChangeDrawer(props: ChangeDrawerProps) {
  const { title, source, verb, name, firstFrom = "", children, onClose, onWritten } = props;
  const [from, setFrom] = useState(firstFrom);
  const [written, setWritten] = useState<ChangeSet | null>(null);
  const close = () => onClose(written !== null);
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={1080}
      title={title}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {written ? (
        <ChangeWritten written={written} from={from} onLeave={close} />
      ) : (
        <Stack gap="sm">
          {children}
          <ChangeReview
            source={source}
            verb={verb}
            name={name}
            date={{ from, onChange: setFrom }}
            maxHeight="52dvh"
            onBack={{ words: "Cancel", go: close }}
            onWritten={(set) => {
              setWritten(set);
              onWritten?.();
            }}
          />
        </Stack>
      )}
    </Drawer>
  );
}
