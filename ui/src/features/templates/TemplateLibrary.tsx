import type { Template } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { FileText, Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { EmptyState } from "../../components/EmptyState";
import { ErrorNote } from "../../components/ErrorNote";
import { SearchField } from "../../components/SearchField";
import { Skeleton } from "../../components/Skeleton";
import { useOperation } from "../../data/use-operation";
import { Exchange } from "./Exchange";
import { findTemplates, preview } from "./slash";
import { TemplateEditor } from "./TemplateEditor";
import { TemplateVersions } from "./TemplateVersions";

type Props = {
  /** Fills a template in. */
  readonly onUse: (id: string) => void;
  readonly onClose: () => void;
};

type Shown =
  | { readonly kind: "list" }
  | { readonly kind: "edit"; readonly template: Template | null }
  | { readonly kind: "versions"; readonly template: Template };

/** All templates: found, used, written, compared with what they were, exchanged. */
export const TemplateLibrary = ({ onUse, onClose }: Props) => {
  const [shown, show] = useState<Shown>({ kind: "list" });
  const frame = useRef<HTMLDivElement>(null);
  // What was pressed goes with its view: the focus must not fall out of the dialog.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is what takes the focus along.
  useEffect(() => {
    const { activeElement, body } = document;
    if (activeElement === body || activeElement === null) frame.current?.focus();
  }, [shown.kind]);
  const back = () => show({ kind: "list" });
  const title =
    shown.kind === "list"
      ? t`Templates`
      : shown.kind === "versions"
        ? t`Versions of “${{ name: shown.template.name }}”`
        : (shown.template?.name ?? t`New template`);
  return (
    <Dialog onClose={shown.kind === "list" ? onClose : back} open title={title} wide>
      <div className="focus-visible:outline-none" ref={frame} tabIndex={-1}>
        {shown.kind === "list" && (
          <List
            onEdit={(template) => show({ kind: "edit", template })}
            onUse={onUse}
            onVersions={(template) => show({ kind: "versions", template })}
          />
        )}
        {shown.kind === "edit" && <TemplateEditor onDone={back} template={shown.template} />}
        {shown.kind === "versions" && <TemplateVersions onDone={back} template={shown.template} />}
      </div>
    </Dialog>
  );
};

type ListProps = {
  readonly onUse: (id: string) => void;
  readonly onEdit: (template: Template | null) => void;
  readonly onVersions: (template: Template) => void;
};

const List = ({ onUse, onEdit, onVersions }: ListProps) => {
  const { data, error, refetch } = useOperation("template.list", {});
  const [query, setQuery] = useState("");
  const [tag, setTag] = useState<string | null>(null);
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} />;
  const tags = [...new Set(data.flatMap((template) => template.tags))].sort();
  const tagged = tag === null ? data : data.filter((template) => template.tags.includes(tag));
  const found = findTemplates(tagged, query, tagged.length);
  const create = (
    <Button icon={Plus} onClick={() => onEdit(null)} variant="primary">
      {t`New template`}
    </Button>
  );
  if (data.length === 0) {
    return (
      <>
        <EmptyState
          action={create}
          icon={FileText}
          title={t`No templates yet`}
        >{t`A template is a text with variables, such as “Summarise ${{ text: "{{text: multiline}}" }} in ${{ words: "{{words: number = 100}}" }} words”. A / at the beginning of a message finds it.`}</EmptyState>
        <Exchange />
      </>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          className="min-w-48 flex-1"
          label={t`Find a template`}
          onChange={setQuery}
          placeholder={t`Find a template`}
          text={query}
        />
        {create}
      </div>
      {tags.length > 0 && (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">{t`Only with this tag`}</legend>
          {tags.map((name) => (
            <button
              aria-pressed={name === tag}
              className="rounded-full border border-border px-3 py-0.5 text-xs text-text-subtle hover:bg-surface-hover aria-pressed:border-accent aria-pressed:bg-accent-subtle aria-pressed:text-text"
              key={name}
              onClick={() => setTag(name === tag ? null : name)}
              type="button"
            >
              {name}
            </button>
          ))}
        </fieldset>
      )}
      <p className="sr-only" role="status">
        {plural({ count: found.length }, { one: "# template", other: "# templates" })}
      </p>
      {found.length === 0 && (
        <p className="py-6 text-center text-sm text-text-subtle">{t`No template matches “${query}”.`}</p>
      )}
      <ul className="divide-y divide-hairline">
        {found.map((template) => (
          <Row
            key={template.id}
            onEdit={() => onEdit(template)}
            onUse={() => onUse(template.id)}
            onVersions={() => onVersions(template)}
            template={template}
          />
        ))}
      </ul>
      <Exchange />
    </div>
  );
};

type RowProps = {
  readonly template: Template;
  readonly onUse: () => void;
  readonly onEdit: () => void;
  readonly onVersions: () => void;
};

const Row = ({ template, onUse, onEdit, onVersions }: RowProps) => {
  const { name } = template;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="truncate text-base font-medium" dir="auto">
          {template.name}
        </p>
        <p className="truncate text-sm text-text-subtle" dir="auto">
          {template.description === "" ? preview(template.body) : template.description}
        </p>
        <p className="numeric text-xs text-text-subtle">
          {[
            plural({ count: template.uses }, { one: "used # time", other: "used # times" }),
            ...template.tags,
          ].join(" · ")}
        </p>
      </div>
      <div className="flex gap-2">
        <Button aria-label={t`Use: ${name}`} onClick={onUse}>
          {t`Use`}
        </Button>
        <Button aria-label={t`Edit: ${name}`} onClick={onEdit} variant="quiet">
          {t`Edit`}
        </Button>
        <Button
          aria-label={plural(
            { count: template.version },
            { one: `# version: ${name}`, other: `# versions: ${name}` },
          )}
          onClick={onVersions}
          variant="quiet"
        >
          {plural({ count: template.version }, { one: "# version", other: "# versions" })}
        </Button>
      </div>
    </li>
  );
};
