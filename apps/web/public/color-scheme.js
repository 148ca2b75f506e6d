// The same choice as Mantine's ColorSchemeScript: stored by the user, else what the system says.
try {
  const stored = localStorage.getItem("mantine-color-scheme-value");
  const isDark = stored === "dark" || (stored !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
} catch {
  document.documentElement.setAttribute("data-mantine-color-scheme", "light");
}
