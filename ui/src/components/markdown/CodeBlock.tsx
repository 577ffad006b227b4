import { t } from "@lingui/core/macro";
import { Check, Copy, Download, FilePen, WrapText } from "lucide-react";
import { memo, type ReactNode, useContext, useRef, useState } from "react";
import { kindOf } from "../../lib/artifact/kind";
import { useLocale } from "../../lib/language";
import { hasControls, stripControls } from "../../lib/markdown/controls";
import { usePlatform } from "../../platform/context";
import { CodeText } from "./CodeText";
import { CodeActionContext, wordsBefore } from "./code-action";
import { CodePreviewContext } from "./code-preview";
import { useSaveText } from "./download";
import { useFlash } from "./use-flash";

type Props = {
  readonly language: string;
  readonly code: string;
  /** Whether the code is final; only then is it coloured. */
  readonly closed: boolean;
};

/** A block of code with its language, and buttons to wrap, copy and save it. */
export const CodeBlock = memo(({ language, code, closed }: Props) => {
  useLocale();
  const platform = usePlatform();
  const action = useContext(CodeActionContext);
  const preview = useContext(CodePreviewContext);
  const saveText = useSaveText();
  const figure = useRef<HTMLElement>(null);
  const [wrap, setWrap] = useState(false);
  const [copied, flash] = useFlash();
  const hidden = hasControls(code);
  const name = language === "" ? "text" : language.slice(0, 40);
  const kind = closed && preview ? kindOf(language, code) : null;

  const copy = () => {
    platform.copyText(stripControls(code)).then(flash, () => {});
  };
  const written = (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
      tabIndex={0}
      className={`overflow-x-auto p-3 font-mono text-sm leading-normal [font-variant-ligatures:none] ${wrap ? "whitespace-pre-wrap" : "whitespace-pre"}`}
    >
      <code>
        <CodeText language={language} code={code} closed={closed} />
      </code>
    </pre>
  );
  return (
    <figure
      ref={figure}
      dir="ltr"
      className="min-w-0 overflow-hidden rounded-card border border-hairline bg-surface-sunken"
    >
      <figcaption className="flex items-center gap-1 border-b border-hairline py-1 pr-1 pl-3 text-xs text-text-subtle">
        <span className="mr-auto truncate font-mono">{name}</span>
        {hidden && (
          <span className="text-warning">{t`Hidden characters are shown, and left out of copies`}</span>
        )}
        {preview && kind && <preview.Offer code={code} kind={kind} />}
        {action && closed && (
          <Action
            label={action.label}
            onPress={() =>
              action.run({
                language,
                code: stripControls(code),
                before: wordsBefore(figure.current),
              })
            }
            icon={<FilePen {...ICON} />}
            words={t`Apply`}
          />
        )}
        <Action
          label={t`Wrap lines`}
          pressed={wrap}
          onPress={() => setWrap(!wrap)}
          icon={<WrapText {...ICON} />}
        />
        <Action
          label={t`Save as a file`}
          onPress={() => saveText(`code.${extensionOf(name)}`, stripControls(code))}
          icon={<Download {...ICON} />}
        />
        <Action
          label={copied ? t`Copied` : t`Copy code`}
          onPress={copy}
          icon={copied ? <Check {...ICON} /> : <Copy {...ICON} />}
        />
      </figcaption>
      {preview && kind ? (
        <preview.View code={code} kind={kind}>
          {written}
        </preview.View>
      ) : (
        written
      )}
    </figure>
  );
});

const ICON = { size: 14, strokeWidth: 1.5, "aria-hidden": true } as const;

type ActionProps = {
  readonly label: string;
  readonly pressed?: boolean;
  readonly onPress: () => void;
  readonly icon: ReactNode;
  /** Said beside the icon. */
  readonly words?: string;
};

const Action = ({ label, pressed, onPress, icon, words }: ActionProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
    onClick={onPress}
    className="inline-flex items-center gap-1.5 rounded-control p-1.5 hover:bg-surface-hover hover:text-text aria-pressed:text-accent"
  >
    {icon}
    {words}
  </button>
);

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["javascript", "js"],
  ["typescript", "ts"],
  ["python", "py"],
  ["rust", "rs"],
  ["bash", "sh"],
  ["shell", "sh"],
  ["ruby", "rb"],
  ["markdown", "md"],
  ["kotlin", "kt"],
  ["csharp", "cs"],
  ["perl", "pl"],
  ["text", "txt"],
]);

function extensionOf(language: string): string {
  const lower = language.toLowerCase();
  const known = EXTENSIONS.get(lower);
  if (known !== undefined) return known;
  return /^[a-z0-9]{1,8}$/.test(lower) ? lower : "txt";
}
