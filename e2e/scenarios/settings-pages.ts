/** The pages of the settings, by the end of their address, with their names in English. */
export const SETTINGS_PAGES = {
  general: "General",
  account: "Account & keys",
  models: "Models",
  chat: "Chat",
  memory: "Memory",
  files: "Files",
  usage: "Usage & budget",
  data: "Data",
  appearance: "Appearance",
  shortcuts: "Shortcuts",
  api: "Local API",
  diagnostics: "Diagnostics",
  about: "About",
} as const;
