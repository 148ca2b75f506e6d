/** What a file was recognised as, how much it holds, and which of its names have no price to take. */
import { Collapse, Group, ScrollArea, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import type { AboutFile } from "./import-draft";

export function FileAbout({ about: { title, isForeign, models, remark, leftOut } }: Readonly<{ about: AboutFile }>) {
  const [isOpen, setIsOpen] = useState(false);
  const [one, many] = isForeign ? ["model", "models"] : ["row", "rows"];
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <Group gap="sm">
        <Text size="sm" fw={500}>
          {title}, {models.toLocaleString("en")} {models === 1 ? one : many}
        </Text>
        {leftOut.length > 0 && (
          <UnstyledButton aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            <Group gap={4}>
              <Chevron size={14} aria-hidden />
              <Text size="sm" c="dimmed">
                {leftOut.length.toLocaleString("en")} left out, without a price to take
              </Text>
            </Group>
          </UnstyledButton>
        )}
        {remark !== null && (
          <Text size="sm" c="var(--rc-warn)">
            {remark}
          </Text>
        )}
      </Group>
      <Collapse expanded={isOpen}>
        <ScrollArea.Autosize mah={160} maw={860} mt={4}>
          {isOpen &&
            [...new Map(leftOut.map(({ model, reason }) => [model, reason]))].map(([model, reason]) => (
              <Text key={model} size="xs">
                <b>{model}</b> {reason}.
              </Text>
            ))}
        </ScrollArea.Autosize>
      </Collapse>
    </div>
  );
}
