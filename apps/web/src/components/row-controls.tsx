/**
 * The checkbox, the switch and the button of a table's rows: plain elements that look like their Mantine sisters. Those take a
 * millisecond a row to draw, which a fast scroll through thousands of rows does not have.
 */
import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { type ComponentProps, type ReactNode, type Ref, useState } from "react";
import classes from "./row-controls.module.css";

type InputProps = Omit<ComponentProps<"input">, "type" | "className" | "role">;

export const RowCheckbox = (props: InputProps) => <input {...props} type="checkbox" className={classes.check} />;

export const RowSwitch = (props: InputProps) => (
  <input {...props} type="checkbox" role="switch" aria-checked={props.checked} className={classes.switch} />
);

type DotsButtonProps = Omit<ComponentProps<"button">, "type" | "className" | "children"> &
  Readonly<{ ref?: Ref<HTMLButtonElement> }>;

const DotsButton = (props: DotsButtonProps) => (
  <button {...props} type="button" className={classes.button}>
    <IconDots size={16} aria-hidden />
  </button>
);

/**
 * The "…" at the end of a row. Cheap while closed: the menu is built with the first click, so 10,000 rows stay smooth.
 *   <RowMenu label={`Actions for ${row.model}`}><Menu.Item onClick={...}>Delete</Menu.Item></RowMenu>
 */
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
