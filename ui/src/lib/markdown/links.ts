// What an address in an answer may be: a web page or a mailbox, with its real host spelled out.

import { hasControls } from "./controls";
import { decodeEntities } from "./entities";

/** An address that may be offered to a person. */
export type SafeLink = {
  /** The address to open, in the form that a browser would use. */
  readonly url: string;
  /** Where it really leads: the host (in ASCII) with its port, or the mailbox. */
  readonly host: string;
  /** Whether it opens a page or starts a letter. */
  readonly kind: "web" | "mail";
};

/**
 * Reads a Markdown destination. Returns `null` for everything but plain http, https and mailto
 * addresses: other schemes, relative paths, credentials before the host, hidden characters.
 */
export function readLink(destination: string): SafeLink | null {
  const written = decodeEntities(destination).trim();
  if (written.length > MAX_LENGTH || hasControls(written) || /[\s<>"`\\]/.test(written))
    return null;
  if (!/^(?:https?:\/\/|mailto:)[^/]/i.test(written)) return null;
  const url = parse(written);
  if (url === null) return null;
  if (url.protocol === "mailto:") return readMailbox(url);
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  if (url.username !== "" || url.password !== "" || url.hostname === "") return null;
  return { url: url.href, host: url.host, kind: "web" };
}

const MAX_LENGTH = 2_048;

function parse(written: string): URL | null {
  try {
    return new URL(written);
  } catch {
    return null;
  }
}

// Only the mailbox is kept: headers such as `bcc` and `attach` are dropped.
function readMailbox(url: URL): SafeLink | null {
  const mailbox = url.pathname;
  if (!/^[^\s@,;?&/%]{1,64}@[^\s@,;?&/%]{1,255}$/.test(mailbox)) return null;
  return { url: `mailto:${mailbox}`, host: mailbox, kind: "mail" };
}
