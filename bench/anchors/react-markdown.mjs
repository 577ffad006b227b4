// The page of the anchor: the same text in the same steps, drawn by react-markdown.
import { createElement } from "react";
import ReactMarkdown from "react-markdown";
import gfm from "remark-gfm";
import { growing } from "../../ui/bench/growing";

const plugins = [gfm];
window.markdownBench = growing((text) => createElement(ReactMarkdown, { remarkPlugins: plugins }, text));
