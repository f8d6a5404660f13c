// Dark colours: as the system has them, until somebody says otherwise.

const dark = one(".bar .dark");
if (dark) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.colours ? root.dataset.colours === "dark" : system.matches);
  const tell = () => dark.setAttribute("aria-pressed", String(isDark()));
  dark.addEventListener("click", () => {
    root.dataset.colours = isDark() ? "light" : "dark";
    tell();
  });
  system.addEventListener("change", tell);
  tell();
}

