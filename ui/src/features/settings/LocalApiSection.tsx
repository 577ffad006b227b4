import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Copy } from "lucide-react";

import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { showToast } from "../../components/toasts";
import { useOperation } from "../../data/use-operation";
import { usePlatform } from "../../platform/context";
import { NumberSetting } from "./NumberSetting";
import { SwitchSetting } from "./SwitchSetting";
import { type SectionProps, Setting } from "./setting";

/** Whether other programs on this computer may use Atelier, and through which port. */
export const LocalApiSection = ({ settings, save }: SectionProps) => (
  <>
    <SwitchSetting
      checked={settings.http_enabled}
      description={t`Lets programs on this computer use Atelier, with a token of their own. Nothing outside this computer can reach it.`}
      id="http"
      label={t`Local API`}
      onChange={(http_enabled) => save({ http_enabled })}
    >
      {settings.http_enabled && <Reach />}
    </SwitchSetting>
    <Setting id="port">
      <NumberSetting
        description={t`Takes effect at once; programs have to follow.`}
        label={t`Port`}
        max={65_535}
        min={1_024}
        onSave={(http_port) => save({ http_port })}
        value={settings.http_port}
      />
    </Setting>
  </>
);

/** How often the state of the server is read while it is wanted, in ms. */
const EVERY = 2_000;

/** How programs reach the server, or why they cannot. */
const Reach = () => {
  const { data } = useOperation("server.status", {}, { every: EVERY });
  const platform = usePlatform();
  if (!data) return null;
  const { problem, url, token } = data;
  if (problem)
    return (
      <Banner shape="card" tone="warning">
        <Trans>
          It is off: <span lang="en">{problem}</span>
        </Trans>
      </Banner>
    );
  if (!url || !token) return null;
  const exports = [`export ANTHROPIC_BASE_URL=${url}`, `export ANTHROPIC_AUTH_TOKEN=${token}`].join(
    "\n",
  );
  const copy = () =>
    void platform.copyText(exports).then(
      () => showToast({ text: t`Copied` }),
      () => showToast({ text: t`It could not be copied.` }),
    );
  return (
    <div className="mt-3 text-sm text-text-subtle">
      <p>
        <Trans>
          It answers at <code>{url}</code>. The token is new each time Atelier starts.
        </Trans>
      </p>
      <Button className="mt-3" icon={Copy} onClick={copy}>
        {t`Copy address and token`}
      </Button>
    </div>
  );
};
