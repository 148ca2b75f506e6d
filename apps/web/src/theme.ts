/** Quiet and dense: one accent colour, small controls, tight spacing. Colours of surfaces stand in theme.css. */
import {
  ActionIcon,
  Anchor,
  Badge,
  Button,
  createTheme,
  Drawer,
  InputWrapper,
  Kbd,
  type MantineColorsTuple,
  Menu,
  Modal,
  NumberInput,
  PasswordInput,
  SegmentedControl,
  Select,
  Switch,
  Tabs,
  Textarea,
  TextInput,
  Tooltip,
} from "@mantine/core";

/** The accent: a deep green, as of ledgers. */
const ledger: MantineColorsTuple = [
  "#e8f8f4",
  "#d3ede6",
  "#a5dccd",
  "#74cab3",
  "#4ebb9d",
  "#35b18f",
  "#249b7c",
  "#12806a",
  "#0f6b5e",
  "#07544a",
];

/** Neutral with a breath of green, so that greys and accent belong together. */
const gray: MantineColorsTuple = [
  "#f7f9f8",
  "#eff2f1",
  "#e3e8e6",
  "#d3dad7",
  "#b8c1be",
  "#8b9692",
  "#626d69",
  "#47514e",
  "#2c3431",
  "#171c1a",
];

/** Reads on both surfaces; filled buttons take shade 8 in light and 7 in dark. */
const red: MantineColorsTuple = [
  "#fdeeed",
  "#f9dbd9",
  "#f2b5b2",
  "#ec8d89",
  "#e66b66",
  "#dc524e",
  "#d2413f",
  "#c4353a",
  "#b0282e",
  "#8f1e24",
];

const dark: MantineColorsTuple = [
  "#d6dcda",
  "#b3bcb9",
  "#8e9995",
  "#626d69",
  "#3c4643",
  "#2c3532",
  "#202826",
  "#171d1b",
  "#111614",
  "#0b0f0e",
];

const small = { defaultProps: { size: "xs" } };

export const theme = createTheme({
  primaryColor: "ledger",
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  colors: { ledger, gray, red, dark },
  black: "#171c1a",
  defaultRadius: 5,
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily:
    'Inter, "Inter Variable", ui-sans-serif, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", SFMono-Regular, "JetBrains Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.45", lg: "1.5", xl: "1.5" },
  spacing: { xs: "0.375rem", sm: "0.625rem", md: "0.875rem", lg: "1.25rem", xl: "1.75rem" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.1875rem", lineHeight: "1.3" },
      h2: { fontSize: "1rem", lineHeight: "1.35" },
      h3: { fontSize: "0.875rem", lineHeight: "1.4" },
    },
  },
  components: {
    // Underlined, or a link inside a sentence is told by its colour alone; faint, so that tables stay quiet.
    Anchor: Anchor.extend({
      defaultProps: { underline: "always" },
      styles: {
        root: {
          textDecorationColor: "color-mix(in srgb, currentColor 40%, transparent)",
          textUnderlineOffset: "2px",
        },
      },
    }),
    Button: Button.extend({ defaultProps: { size: "xs" } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray", size: "md" } }),
    TextInput: TextInput.extend(small),
    PasswordInput: PasswordInput.extend(small),
    NumberInput: NumberInput.extend(small),
    Textarea: Textarea.extend(small),
    Select: Select.extend(small),
    SegmentedControl: SegmentedControl.extend(small),
    Switch: Switch.extend(small),
    // The placeholder would be a child that a menu may not have; the first item takes the focus instead.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Kbd: Kbd.extend({ styles: { root: { borderBottomWidth: 1, fontWeight: 500 } } }),
    // A badge beside a long name is told whole; the name gives way.
    Badge: Badge.extend({
      styles: { root: { flexShrink: 0 } },
      defaultProps: { variant: "light", size: "sm", tt: "none", fw: 500 },
    }),
    Modal: Modal.extend({
      styles: { title: { fontWeight: 600 } },
      defaultProps: {
        centered: true,
        closeButtonProps: { "aria-label": "Close" },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    }),
    Drawer: Drawer.extend({
      styles: { title: { fontWeight: 600 } },
      defaultProps: {
        position: "right",
        closeButtonProps: { "aria-label": "Close" },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    }),
    InputWrapper: InputWrapper.extend({
      styles: { description: { fontSize: "0.75rem" }, error: { fontSize: "0.75rem" } },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 250, withArrow: true, events: { hover: true, focus: true, touch: false } },
    }),
  },
});
