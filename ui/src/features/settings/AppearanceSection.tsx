import { t } from "@lingui/core/macro";
import { AppearanceChoice } from "./AppearanceChoice";
import { MessageScaleSetting } from "./MessageScaleSetting";
import { Setting } from "./setting";

/** Light, dark, or as the system is; and how large messages are. */
export const AppearanceSection = () => (
  <>
    <Setting description={t`Changes at once, and follows the system if you like.`} id="appearance">
      <AppearanceChoice />
    </Setting>
    <MessageScaleSetting />
  </>
);
