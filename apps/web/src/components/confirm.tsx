/**
 * Asks before something that cannot be taken back; `preview` shows what it will do.
 *   confirm({ title: "Revoke this key?", preview: <>…</>, action: "Revoke", onConfirm: () => revoke.mutate(…) })
 */
import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import type { ReactNode } from "react";

type Confirm = Readonly<{
  title: string;
  preview: ReactNode;
  /** The verb on the button. */
  action: string;
  isHarmless?: boolean;
  onConfirm: () => void;
}>;

export function confirm({ title, preview, action, isHarmless = false, onConfirm }: Confirm): void {
  modals.openConfirmModal({
    title,
    children: (
      <Text size="sm" component="div">
        {preview}
      </Text>
    ),
    labels: { confirm: action, cancel: "Keep as is" },
    confirmProps: isHarmless ? {} : { color: "red" },
    onConfirm,
  });
}
