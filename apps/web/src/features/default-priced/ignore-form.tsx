import { useMutation } from "@tanstack/react-query";
import { feedback } from "#web/components/notify";
import { trpc } from "#web/trpc";
import type { Group } from "./queue-search";
import { ReasonModal } from "#web/components/reason-modal";

type IgnoreFormProps = Readonly<{
  groups: readonly Pick<Group, "model" | "provider">[];
  onClose: () => void;
  onDone: () => void;
}>;

export function IgnoreForm({ groups, onClose, onDone }: IgnoreFormProps) {
  const count = groups.length.toLocaleString("en");
  const words = groups.length === 1 ? (groups[0]?.model ?? "") : `${count} names`;
  const ignore = useMutation(
    trpc.defaultPriced.ignore.mutationOptions(
      feedback(() => `${words}: out of the queue`, trpc.defaultPriced.pathFilter()),
    ),
  );
  const keys = groups.map(({ model, provider }) => ({ model, provider }));
  return (
    <ReasonModal
      title={`Ignore ${words}?`}
      label="Reason"
      isNeeded
      action="Ignore"
      isSending={ignore.isPending}
      onClose={onClose}
      onSend={(reason) =>
        ignore.mutate(
          { groups: keys, reason },
          {
            onSuccess: () => {
              onClose();
              onDone();
            },
          },
        )
      }
    >
      Requests keep their cost, and new ones of the name are priced as before. It can be taken back in the tab Ignored.
    </ReasonModal>
  );
}
