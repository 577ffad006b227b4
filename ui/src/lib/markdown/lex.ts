// The Markdown grammar of `marked`, with bounds: no HTML, limited nesting, limited work.

import { Lexer, type Links, type Token, Tokenizer, type Tokens } from "marked";

import { mathExtensions } from "./math";

/** The tokens of one block of source, and the link definitions that it holds. */
export type Lexed = { readonly tokens: readonly Token[]; readonly links: Links };

/** A block longer than this (in UTF-16 units) is shown as written instead of being formatted. */
export const MAX_FORMATTED = 48 * 1024;

/**
 * Reads one block of Markdown. Never throws: what cannot be read within bounds comes back as one
 * plain paragraph holding the source.
 */
export function lexFlow(source: string, links?: Links): Lexed {
  if (source.length > MAX_FORMATTED) return plain(source);
  try {
    const lexer = new BoundedLexer({
      gfm: true,
      tokenizer: new PlainTokenizer(),
      extensions: mathExtensions,
    });
    if (links !== undefined) Object.assign(lexer.tokens.links, links);
    const tokens = lexer.lex(source);
    return { tokens, links: tokens.links };
  } catch {
    return plain(source);
  }
}

const MAX_DEPTH = 16;
// An unbroken run as long as this is data, not prose; reading it for emphasis takes quadratic time.
const UNBROKEN = /\S{1500,}/;
const INLINE_LENGTH = 16 * 1024;

function plain(source: string): Lexed {
  return { tokens: [{ type: "plain", raw: source, text: source }], links: {} };
}

class BoundedLexer extends Lexer {
  private blockDepth = 0;
  private inlineDepth = 0;

  override blockTokens(
    src: string,
    tokens?: Token[],
    lastParagraphClipped?: boolean,
  ): Token[] & { links: Links } {
    const into = (tokens ?? []) as Token[] & { links: Links };
    if (this.blockDepth >= MAX_DEPTH) {
      into.push({ type: "plain", raw: src, text: src });
      return into;
    }
    this.blockDepth += 1;
    try {
      super.blockTokens(src, into, lastParagraphClipped);
    } finally {
      this.blockDepth -= 1;
    }
    return into;
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    if (this.inlineDepth >= MAX_DEPTH || src.length > INLINE_LENGTH || UNBROKEN.test(src)) {
      tokens.push({ type: "text", raw: src, text: src, escaped: false });
      return tokens;
    }
    this.inlineDepth += 1;
    try {
      return super.inlineTokens(src, tokens);
    } finally {
      this.inlineDepth -= 1;
    }
  }
}

// HTML is not markup here: it stays the text it is written as. Only a line break is understood,
// because answers use it inside table cells.
class PlainTokenizer extends Tokenizer {
  override html(): undefined {
    return undefined;
  }

  override tag(src: string): Tokens.Tag | undefined {
    const match = /^<br[ \t]*\/?>/i.exec(src);
    if (match === null) return undefined;
    return { type: "br", raw: match[0] } as unknown as Tokens.Tag;
  }
}
