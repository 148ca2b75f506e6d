/** A page of a build that was replaced meanwhile is gone from the server: a reload brings the new one. */
const LEAST_AGE_MS = 10_000;

export function reloadWhenReplaced(): void {
  window.addEventListener("vite:preloadError", (event) => {
    // Just loaded and missing all the same: another reload would not help, the error is shown.
    if (performance.now() < LEAST_AGE_MS) return;
    event.preventDefault();
    window.location.reload();
  });
}
