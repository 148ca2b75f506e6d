/**
 * The checkbox, the switch and the button of a table's rows: plain elements that look like their Mantine sisters. Those take a
 * millisecond a row to draw, which a fast scroll through thousands of rows does not have.
 */
import { IconDots } from "@tabler/icons-react";
import type { ComponentProps, Ref } from "react";
import classes from "./row-controls.module.css";

type InputProps = Omit<ComponentProps<"input">, "type" | "className" | "role">;

export const RowCheckbox = (props: InputProps) => <input {...props} type="checkbox" className={classes.check} />;

export const RowSwitch = (props: InputProps) => (
  <input {...props} type="checkbox" role="switch" aria-checked={props.checked} className={classes.switch} />
);

type DotsButtonProps = Omit<ComponentProps<"button">, "type" | "className" | "children"> &
  Readonly<{ ref?: Ref<HTMLButtonElement> }>;

export const DotsButton = (props: DotsButtonProps) => (
  <button {...props} type="button" className={classes.button}>
    <IconDots size={16} aria-hidden />
  </button>
);
