/** Asks for a reason before something is done. */
import { Button, Group as Row, Modal, Stack, Text, Textarea } from "@mantine/core";
import { type ReactNode, useState } from "react";

type ReasonModalProps = Readonly<{
  title: string;
  children: ReactNode;
  label: string;
  isNeeded: boolean;
  action: string;
  isSending: boolean;
  onSend: (reason: string) => void;
  onClose: () => void;
}>;

export function ReasonModal({
  title,
  children,
  label,
  isNeeded,
  action,
  isSending,
  onSend,
  onClose,
}: ReasonModalProps) {
  const [reason, setReason] = useState("");
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="sm">
        <Text size="sm" component="div">
          {children}
        </Text>
        <Textarea
          label={label}
          autosize
          minRows={2}
          data-autofocus
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Row justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={isSending} disabled={isNeeded && reason.trim() === ""} onClick={() => onSend(reason.trim())}>
            {action}
          </Button>
        </Row>
      </Stack>
    </Modal>
  );
}
