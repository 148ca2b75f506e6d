/** Fields that are rarely needed, folded away below a line that says what they are. Open at first while one of them is in use. */
import { Collapse, Group, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";

type DisclosureProps = Readonly<{ label: ReactNode; isUsed: boolean; children: ReactNode }>;

export function Disclosure({ label, isUsed, children }: DisclosureProps) {
  const [isOpen, { toggle }] = useDisclosure(isUsed);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} fz="xs" c="dimmed">
        <Group gap={4} wrap="nowrap">
          <Chevron size={12} stroke={1.8} style={{ flexShrink: 0 }} aria-hidden />
          {label}
        </Group>
      </UnstyledButton>
      <Collapse expanded={isOpen}>{children}</Collapse>
    </div>
  );
}
