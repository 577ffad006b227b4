/** One server-sent event. */
export type ServerSentEvent = { readonly event: string; readonly data: string };

/**
 * Returns a decoder of server-sent events that yields the same events however the bytes are cut.
 *
 * An event that names itself is yielded even without data, because `done` carries none.
 */
export const createSseDecoder = (): ((chunk: Uint8Array) => ServerSentEvent[]) => {
  const text = new TextDecoder();
  let rest = "";
  let event = "";
  let data: string[] = [];

  const readLine = (line: string, found: ServerSentEvent[]): void => {
    if (line === "") {
      if (event !== "" || data.length > 0) {
        found.push({ event: event || "message", data: data.join("\n") });
      }
      event = "";
      data = [];
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const raw = colon < 0 ? "" : line.slice(colon + 1);
    const value = raw.startsWith(" ") ? raw.slice(1) : raw;
    // A line that starts with a colon is a comment; other fields mean nothing here.
    if (field === "event") event = value;
    else if (field === "data") data.push(value);
  };

  return (chunk) => {
    const found: ServerSentEvent[] = [];
    rest += text.decode(chunk, { stream: true });
    let start = 0;
    for (;;) {
      const end = indexOfLineEnd(rest, start);
      if (end < 0) break;
      const isReturn = rest[end] === "\r";
      // A return at the very end may be the first half of a pair: wait for what follows.
      if (isReturn && end + 1 === rest.length) break;
      readLine(rest.slice(start, end), found);
      start = isReturn && rest[end + 1] === "\n" ? end + 2 : end + 1;
    }
    rest = rest.slice(start);
    return found;
  };
};

const indexOfLineEnd = (text: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return -1;
};
