import { AppearanceChoice } from "./AppearanceChoice";
import { Setting } from "./setting";

/** Light, dark, or as the system is. */
export const AppearanceSection = () => (
  <Setting description="Changes at once, and follows the system if you like." id="appearance">
    <AppearanceChoice />
  </Setting>
);
