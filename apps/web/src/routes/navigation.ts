/** The pages in the order of the side bar, grouped by whom they serve. Shown to everyone; a page without the right says so itself. */
import {
  IconBellRinging,
  IconArrowsSplit2,
  IconBook2,
  IconCalendarCheck,
  IconChartBar,
  IconChartHistogram,
  IconFileImport,
  IconCoin,
  IconHeartRateMonitor,
  IconHelpCircle,
  IconListSearch,
  IconPigMoney,
  IconPlugConnected,
  IconReceipt2,
  IconFileInvoice,
  IconRoute,
  IconSettings,
  IconTargetArrow,
  type TablerIcon,
} from "@tabler/icons-react";
import type { Permission } from "@ratecard/contract";

export type NavigationItem = Readonly<{
  to:
    | "/dashboard"
    | "/dashboard/explore"
    | "/dashboard/budgets"
    | "/dashboard/what-if"
    | "/dashboard/logs"
    | "/admin/alerts"
    | "/admin/months"
    | "/admin/recost"
    | "/admin/reconciliation"
    | "/admin/model-pricing"
    | "/admin/price-cases"
    | "/admin/discovery"
    | "/admin/default-priced"
    | "/admin/usage-import"
    | "/admin/analytics"
    | "/admin/settings"
    | "/explain"
    | "/docs/guides/models";
  label: string;
  /** What the command palette says below the label. */
  about: string;
  icon: TablerIcon;
  permission: Permission;
}>;

type NavigationGroup = Readonly<{ label: string; items: readonly NavigationItem[] }>;

export const NAVIGATION: readonly NavigationGroup[] = [
  {
    label: "Finance",
    items: [
      {
        to: "/dashboard",
        label: "Dashboard",
        about: "Cost, tokens and coverage per model",
        icon: IconChartHistogram,
        permission: "spend:read",
      },
      {
        to: "/dashboard/explore",
        label: "Explore",
        about: "Any metric by model, team, user, key or tag, over time",
        icon: IconChartBar,
        permission: "spend:read",
      },
      {
        to: "/dashboard/budgets",
        label: "Budgets",
        about: "What may be spent in a month, and what will be",
        icon: IconPigMoney,
        permission: "spend:read",
      },
      {
        to: "/admin/alerts",
        label: "Alerts",
        about: "What is news: rules, what they found, whom it is told",
        icon: IconBellRinging,
        permission: "alerts:read",
      },
      {
        to: "/dashboard/what-if",
        label: "What if",
        about: "What some days would have cost at other prices, models or discounts",
        icon: IconArrowsSplit2,
        permission: "spend:read",
      },
      {
        to: "/admin/months",
        label: "Months",
        about: "Close a month, its statement, and what corrected it later",
        icon: IconCalendarCheck,
        permission: "months:read",
      },

      {
        to: "/admin/recost",
        label: "Re-cost",
        about: "Correct what was booked at a guess, with a trail",
        icon: IconCoin,
        permission: "requests:read",
      },
      {
        to: "/admin/reconciliation",
        label: "Reconciliation",
        about: "What providers bill against what the ledger has booked",
        icon: IconFileInvoice,
        permission: "reconciliation:read",
      },
    ],
  },
  {
    label: "Support",
    items: [
      {
        to: "/dashboard/logs",
        label: "Requests",
        about: "Every request, its cost and how it was priced",
        icon: IconListSearch,
        permission: "requests:read",
      },
      {
        to: "/admin/default-priced",
        label: "Default-priced",
        about: "Names whose requests were priced by a guess",
        icon: IconHelpCircle,
        permission: "requests:read",
      },
      {
        to: "/explain",
        label: "Explain",
        about: "Why does this name cost what it costs?",
        icon: IconRoute,
        permission: "explain:read",
      },
      {
        to: "/docs/guides/models",
        label: "Guide",
        about: "How models are priced, and what to do when they are not",
        icon: IconBook2,
        permission: "explain:read",
      },
    ],
  },
  {
    label: "Admin",
    items: [
      {
        to: "/admin/model-pricing",
        label: "Model pricing",
        about: "The price book: every model and its prices",
        icon: IconReceipt2,
        permission: "price-book:read",
      },
      {
        to: "/admin/price-cases",
        label: "Golden cases",
        about: "What requests have to cost, checked before any price is published",
        icon: IconTargetArrow,
        permission: "price-book:read",
      },
      {
        to: "/admin/discovery",
        label: "Discovery",
        about: "Servers, and the models they offer",
        icon: IconPlugConnected,
        permission: "discovery:read",
      },
      {
        to: "/admin/usage-import",
        label: "Usage import",
        about: "Years of history from files of LiteLLM, providers and others",
        icon: IconFileImport,
        permission: "usage:import",
      },
      {
        to: "/admin/analytics",
        label: "Ledger health",
        about: "Gateways, token counts, and whether the sums add up",
        icon: IconHeartRateMonitor,
        permission: "requests:read",
      },
      {
        to: "/admin/settings",
        label: "Settings",
        about: "Users, API keys, catalogue, audit log",
        icon: IconSettings,
        permission: "audit:read",
      },
    ],
  },
];
