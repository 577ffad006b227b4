// Shows the theme of the last visit before anything is painted. What it reads is written by
// src/design/theme.ts; the style for it stands in first-paint.css.
try {
  const appearance = localStorage.getItem("atelier-appearance");
  if (appearance === "light" || appearance === "dark") {
    document.documentElement.dataset.theme = appearance;
  }
} catch {
  // A page that may store nothing begins with the system's theme.
}
