/**
 * What runs inside the page. Each function is sent there as text, so it stands on its own: it uses
 * nothing from outside itself.
 */

/** The roles that scenarios look for. */
export type Role =
  | "article"
  | "alert"
  | "button"
  | "combobox"
  | "dialog"
  | "group"
  | "heading"
  | "link"
  | "listitem"
  | "menuitem"
  | "navigation"
  | "option"
  | "radio"
  | "region"
  | "status"
  | "switch"
  | "tab"
  | "textbox"
  | "tree"
  | "treeitem";

/** Returns the visible elements of a role whose accessible name is `name`, or begins or ends so with a `…`. */
export function findByRole(role: Role, name: string | null, scope: Element | null): Element[] {
  const selectors: Record<string, string> = {
    article: "article",
    alert: "[role=alert]",
    button: "button, [role=button], summary",
    combobox: "select, [role=combobox]",
    dialog: "dialog[open], [role=dialog], [role=alertdialog]",
    group: "[role=group], fieldset",
    heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
    link: "a[href], [role=link]",
    listitem: "li, [role=listitem]",
    menuitem: "[role^=menuitem]",
    navigation: "nav, [role=navigation]",
    option: "option, [role=option]",
    radio: "input[type=radio], [role=radio]",
    region: "[data-region], section[aria-label], [role=region]",
    status: "[role=status], output",
    switch: "[role=switch]",
    tree: "[role=tree]",
    treeitem: "[role=treeitem]",
    textbox:
      "textarea, input:not([type]), input[type=text], input[type=password], input[type=search], input[type=url], input[type=number]",
  };
  const tidy = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();
  const nameOf = (element: Element): string => {
    const direct = tidy(element.getAttribute("aria-label"));
    if (direct) return direct;
    const ids = tidy(element.getAttribute("aria-labelledby")).split(" ").filter(Boolean);
    const named = ids.map((id) => tidy(document.getElementById(id)?.textContent)).join(" ");
    if (named) return named;
    const labels = (element as HTMLInputElement).labels;
    const labelled = labels ? [...labels].map((label) => tidy(label.textContent)).join(" ") : "";
    if (labelled) return labelled;
    return tidy(element.textContent) || tidy(element.getAttribute("placeholder"));
  };
  const fits = (element: Element): boolean => {
    if (name === null) return true;
    const own = nameOf(element);
    if (name.startsWith("…") && name.endsWith("…")) return own.includes(name.slice(1, -1));
    if (name.endsWith("…")) return own.startsWith(name.slice(0, -1));
    if (name.startsWith("…")) return own.endsWith(name.slice(1));
    return own === name;
  };
  const all = (scope ?? document).querySelectorAll(selectors[role] ?? `[role=${role}]`);
  const shown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) ||
    // Inputs that a card hides are still what a click on the card reaches.
    (role === "radio" && (element as HTMLInputElement).labels?.[0]?.checkVisibility() === true);
  return [...all].filter((element) => shown(element) && fits(element));
}

/** Runs an operation through the commands of the desktop window, and gives its answer to `done`. */
export function invokeOperation(
  name: string,
  input: unknown,
  done: (outcome: { ok?: unknown; error?: unknown }) => void,
): void {
  type Internals = {
    invoke: (command: string, args: unknown) => Promise<unknown>;
    transformCallback: (callback: () => void) => number;
  };
  const internals = (window as unknown as { __TAURI_INTERNALS__: Internals }).__TAURI_INTERNALS__;
  const events = `__CHANNEL__:${internals.transformCallback(() => {})}`;
  const id = crypto.randomUUID();
  internals.invoke("call", { id, name, input, events }).then(
    (ok) => done({ ok }),
    (error) => done({ error }),
  );
}

/** Everything that the page shows, stores or says where it is: what a key must never be in. */
export function everythingKept(): string {
  const store = (storage: Storage) => JSON.stringify({ ...storage });
  const inputs = [...document.querySelectorAll("input, textarea")].map(
    (element) => (element as HTMLInputElement).value,
  );
  const entries = performance.getEntries().map((entry) => entry.name);
  return [
    document.documentElement.outerHTML,
    store(localStorage),
    store(sessionStorage),
    document.cookie,
    location.href,
    JSON.stringify(history.state),
    ...inputs,
    ...entries,
  ].join("\n");
}
