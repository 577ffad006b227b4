import "../src/design/global.css";

import { Markdown } from "../src/components/markdown/Markdown";
import { PlatformContext } from "../src/platform/context";
import { createFakePlatform } from "../src/testing/fake-platform";
import { growing, type MarkdownBench } from "./growing";

declare global {
  interface Window {
    markdownBench?: MarkdownBench;
  }
}

const platform = createFakePlatform();

window.markdownBench = growing((text, progress) => (
  <PlatformContext value={platform}>
    <div className="mx-auto max-w-reading">
      <Markdown progress={progress} text={text} />
    </div>
  </PlatformContext>
));
