/** What a file was recognised as, how much it holds, and which of its names have no price to take. */
import { Collapse, Group, ScrollArea, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import type { AboutFile } from "./import-draft";

export function FileAbout({ about }: Readonly<{ about: AboutFile }>) {
  const { title, isForeign, models, remark, leftOut } = about;
  const [one, many] = isForeign ? ["model", "models"] : ["row", "rows"];
  return (
    <div>
      <Group gap="sm">
        <Text size="sm" fw={500}>
          {title}, {models.toLocaleString("en")} {models === 1 ? one : many}
        </Text>
        {remark !== null && (
          <Text size="sm" c="var(--rc-warn)">
            {remark}
          </Text>
        )}
      </Group>
      {leftOut.length > 0 && <LeftOut leftOut={leftOut} />}
    </div>
  );
}

function LeftOut({ leftOut }: Pick<AboutFile, "leftOut">) {
  const [isOpen, setIsOpen] = useState(false);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <UnstyledButton aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Group gap={4}>
          <Chevron size={14} aria-hidden />
          <Text size="sm" c="dimmed">
            {leftOut.length.toLocaleString("en")} left out, without a price to take
          </Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <ScrollArea.Autosize mah={160} maw={860} mt={4}>
          {isOpen &&
            leftOut.map(({ model, reason }, index) => (
              <Text key={`${index} ${model}`} size="xs">
                <b>{model}</b> {reason}.
              </Text>
            ))}
        </ScrollArea.Autosize>
      </Collapse>
    </>
  );
}
