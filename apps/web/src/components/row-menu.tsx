/**
 * The "…" at the end of a row. Cheap while closed: the menu is built with the first click, so 10,000 rows stay smooth.
 *   <RowMenu label={`Actions for ${row.model}`}><Menu.Item onClick={...}>Delete</Menu.Item></RowMenu>
 */
import { Menu } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { DotsButton } from "./row-controls";

export function RowMenu({ label, children }: Readonly<{ label: string; children: ReactNode }>) {
  const [isWanted, setIsWanted] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const target = (
    <DotsButton
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={
        isWanted
          ? undefined
          : () => {
              setIsWanted(true);
              setIsOpen(true);
            }
      }
    />
  );
  if (!isWanted) return target;
  return (
    <Menu position="bottom-end" withinPortal opened={isOpen} onChange={setIsOpen}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
