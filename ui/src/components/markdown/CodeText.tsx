import { Fragment, memo, useEffect, useState } from "react";
import { highlight, knownSpans, type Span } from "../../lib/markdown/highlight";
import { ExactText } from "./Inline";

type Props = { readonly language: string; readonly code: string; readonly closed: boolean };

/** The text of a code block: plain while it grows, coloured once it is final. */
export const CodeText = ({ language, code, closed }: Props) => {
  const [found, setFound] = useState<Found | null>(null);
  const known = closed
    ? (knownSpans(language, code) ?? spansFor(found, language, code))
    : undefined;
  const wanted = closed && known === undefined;

  useEffect(() => {
    if (!wanted) return;
    let shown = true;
    highlight(language, code).then(
      (spans) => {
        if (shown && spans !== null) setFound({ language, code, spans });
      },
      () => {},
    );
    return () => {
      shown = false;
    };
  }, [wanted, language, code]);

  if (known !== undefined) return <Coloured spans={known} />;
  return pieces(code).map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces only ever grow at the end
    <Piece key={index} text={piece} />
  ));
};

type Found = { readonly language: string; readonly code: string; readonly spans: readonly Span[] };

function spansFor(
  found: Found | null,
  language: string,
  code: string,
): readonly Span[] | undefined {
  return found !== null && found.code === code && found.language === language
    ? found.spans
    : undefined;
}

// Growing code is drawn in pieces of so many lines, so that the page lays out only the last one.
const LINES = 32;

function pieces(code: string): readonly string[] {
  const found: string[] = [];
  let start = 0;
  let lines = 0;
  for (let at = code.indexOf("\n"); at !== -1; at = code.indexOf("\n", at + 1)) {
    lines += 1;
    if (lines % LINES !== 0) continue;
    found.push(code.slice(start, at + 1));
    start = at + 1;
  }
  found.push(code.slice(start));
  return found;
}

const Piece = memo(({ text }: { readonly text: string }) => (
  <span>
    <ExactText text={text} />
  </span>
));

const Coloured = memo(({ spans }: { readonly spans: readonly Span[] }) =>
  spans.map((span, index) => {
    const style = styleOf(span.scopes);
    const text = <ExactText text={span.text} />;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the spans of final code never change
      <Fragment key={index}>
        {style === undefined ? text : <span className={style}>{text}</span>}
      </Fragment>
    );
  }),
);

// The names of highlight.js grammars, by the role of their colour.
const STYLES: readonly (readonly [style: string, scopes: string])[] = [
  ["text-code-comment", "comment quote doctag"],
  ["text-code-keyword", "keyword selector-tag tag literal operator"],
  ["text-code-string", "string regexp char link code"],
  ["text-code-number", "number symbol bullet"],
  ["text-code-title", "title name function_ built_in section selector-id selector-class"],
  ["text-code-type", "type class_ attr attribute property template-tag"],
  ["text-code-variable", "variable template-variable params constant_ subst"],
  ["text-code-meta", "meta"],
  ["text-code-addition", "addition"],
  ["text-code-deletion", "deletion"],
];
const STYLE_OF: ReadonlyMap<string, string> = new Map(
  STYLES.flatMap(([style, scopes]) => scopes.split(" ").map((scope) => [scope, style] as const)),
);

function styleOf(scopes: readonly string[]): string | undefined {
  for (const scope of [...scopes].reverse()) {
    const style = STYLE_OF.get(scope);
    if (style !== undefined) return style;
  }
  return undefined;
}
