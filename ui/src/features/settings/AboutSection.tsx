import { t } from "@lingui/core/macro";
import { Facts } from "../../components/Facts";
import { useOperation } from "../../data/use-operation";
import { Setting } from "./setting";

/** What this is. */
export const AboutSection = () => {
  const { data: health } = useOperation("health.get", {});
  return (
    <Setting id="about">
      <div className="flex flex-col gap-4">
        <p className="max-w-reading">
          {t`Atelier is a desktop workbench for Claude. The conversations are yours: they stay on this computer, encrypted, and go nowhere but to the endpoint that you chose. There is no telemetry.`}
        </p>
        <Facts
          facts={[
            { name: t`Version`, value: health?.version ?? "…" },
            { name: t`Licence`, value: t`Apache-2.0 or MIT, as you prefer` },
            { name: t`Typefaces`, value: t`Inter and JetBrains Mono, under the Open Font License` },
          ]}
        />
      </div>
    </Setting>
  );
};
