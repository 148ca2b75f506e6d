/**
 * The checkbox, the switch, the badge and the button of a table's rows: plain elements that look like their Mantine sisters. Those take a
 * millisecond a row to draw, which a fast scroll through thousands of rows does not have.
 */
import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { type ComponentProps, type CSSProperties, type ReactNode, type Ref, useState } from "react";
import classes from "./row-controls.module.css";

type CheckboxProps = Omit<ComponentProps<"button">, "type" | "className" | "role" | "aria-checked" | "children"> &
  Readonly<{ isChecked: boolean | "mixed"; "data-select"?: true }>;

/** A button, since a controlled input is read back and set with each drawing. The grid has the keyboard, so it is no tab stop by itself. */
export const RowCheckbox = ({ isChecked, ...button }: CheckboxProps) => (
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
  <button tabIndex={-1} {...button} type="button" role="checkbox" aria-checked={isChecked} className={classes.check} />
);

type InputProps = Omit<ComponentProps<"input">, "type" | "className" | "role">;

export const RowSwitch = (props: InputProps) => (
  <input {...props} type="checkbox" role="switch" aria-checked={props.checked} className={classes.switch} />
);

type RowBadgeProps = Readonly<{ color: string; tip?: string | undefined; children: string }>;

/** Mantine's light badge; `tip` is said on hover. */
export const RowBadge = ({ color, tip, children }: RowBadgeProps) => (
  <span className={classes.badge} style={toneOf(color)} data-tip={tip}>
    {children}
  </span>
);

const tones = new Map<string, CSSProperties>();

/** The same object for the same colour: nothing to compare when it is drawn again. */
function toneOf(color: string): CSSProperties {
  const known = tones.get(color);
  if (known) return known;
  const tone = {
    background: `var(--mantine-color-${color}-light)`,
    color: `var(--mantine-color-${color}-light-color)`,
  };
  tones.set(color, tone);
  return tone;
}

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
