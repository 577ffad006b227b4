import type { WebSettings } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useState } from "react";

import { Field } from "../../components/Field";
import { TextArea } from "../../components/TextArea";
import { domainsOf } from "./domains";
import { NumberSetting } from "./NumberSetting";

type Props = {
  readonly web: WebSettings;
  readonly onSave: (web: WebSettings) => void;
};

/** How far Claude may go on the web. */
export const WebSetting = ({ web, onSave }: Props) => {
  const { allowed_domains: allowed, blocked_domains: blocked } = web;
  return (
    <>
      <NumberSetting
        description={t`How often one answer may search, and how often it may read a page.`}
        label={t`Most per answer`}
        max={20}
        min={1}
        onSave={(max_uses) => onSave({ ...web, max_uses })}
        value={web.max_uses}
      />
      <Domains
        description={t`One a line, such as example.com or example.com/docs. Empty: all but those below.`}
        disabled={blocked.length > 0 && allowed.length === 0}
        label={t`Only these domains`}
        onSave={(allowed_domains) => onSave({ ...web, allowed_domains })}
        value={allowed}
      />
      <Domains
        description={t`One a line. The endpoint takes only one of the two lists.`}
        disabled={allowed.length > 0}
        label={t`Never these domains`}
        onSave={(blocked_domains) => onSave({ ...web, blocked_domains })}
        value={blocked}
      />
    </>
  );
};

type DomainsProps = {
  readonly label: string;
  readonly description: string;
  readonly disabled: boolean;
  readonly value: readonly string[];
  readonly onSave: (domains: string[]) => void;
};

/** Domains, one a line, kept when the field is left and every line is one. */
const Domains = ({ label, description, disabled, value, onSave }: DomainsProps) => {
  const kept = value.join("\n");
  const [text, setText] = useState(kept);
  const { domains, wrong } = domainsOf(text);
  return (
    <Field
      description={description}
      error={wrong === null ? null : t`“${wrong}” is not a domain such as example.com.`}
      label={label}
    >
      {(control) => (
        <TextArea
          {...control}
          disabled={disabled}
          onBlur={() => {
            if (wrong !== null || domains.join("\n") === kept) return;
            onSave(domains);
            setText(domains.join("\n"));
          }}
          onChange={(event) => setText(event.target.value)}
          placeholder="example.com"
          rows={2}
          spellCheck={false}
          value={text}
        />
      )}
    </Field>
  );
};
