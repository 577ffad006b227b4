import type { Transport } from "@atelier/client";
import type { ConsoleMessage, LogLevel } from "@atelier/client/types";

/** How long messages are gathered before they are sent, in ms. */
const GATHER = 1_000;
/** The most messages that one call takes. */
const MOST = 100;
/** The longest message that the core takes, in bytes, as UTF-16 units of at most three bytes. */
const LONGEST = Math.floor(4_096 / 3);

const METHODS = {
  error: "error",
  warn: "warn",
  info: "info",
  log: "debug",
  debug: "debug",
} as const;

type Method = keyof typeof METHODS;

/** What of a window is needed. */
export type Page = Pick<Window, "addEventListener" | "setTimeout"> & {
  readonly console: Pick<Console, Method>;
};

/**
 * Lets what the page says on its console reach the log of the core too, with the errors that
 * nobody caught. Nothing is said when that fails: it would come here again.
 */
export const logConsole = (transport: Pick<Transport, "call">, page: Page = window): void => {
  let waiting: ConsoleMessage[] = [];
  const send = () => {
    const messages = waiting;
    waiting = [];
    transport.call("log.write", { messages }).catch(() => {});
  };
  const add = (level: LogLevel, text: string) => {
    if (waiting.length === MOST) return;
    waiting.push({ level, text: text.slice(0, LONGEST) });
    if (waiting.length === 1) page.setTimeout(send, GATHER);
  };
  for (const [method, level] of entries(METHODS)) {
    const original = page.console[method].bind(page.console);
    page.console[method] = (...said: unknown[]) => {
      original(...said);
      add(level, said.map(words).join(" "));
    };
  }
  page.addEventListener("error", ({ error, message }) => {
    // No error, but the news that a size is looked at again in the next frame.
    if (message.startsWith("ResizeObserver loop")) return;
    add("error", `uncaught ${words(error ?? message)}`);
  });
  page.addEventListener("unhandledrejection", (event) =>
    add("error", `unhandled ${words(event.reason)}`),
  );
};

/** What a value says of itself. Of objects only the kind: they may hold what a person wrote. */
const words = (said: unknown): string => {
  if (said instanceof Error) return said.stack ?? `${said.name}: ${said.message}`;
  if (typeof said === "object" && said !== null) return Object.prototype.toString.call(said);
  return String(said);
};

const entries = <K extends string, V>(of: Record<K, V>) => Object.entries(of) as [K, V][];
