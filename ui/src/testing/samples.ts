import type {
  Attachment,
  Health,
  Model,
  Pattern,
  SecretStatus,
  Settings,
} from "@atelier/client/types";

/** Returns settings as after the first steps, but for `part`. */
export const settings = (part: Partial<Settings> = {}): Settings => ({
  appearance: "system",
  language: "system",
  light_theme: null,
  dark_theme: null,
  message_scale: 100,
  shortcuts: {},
  notify: "never",
  notice_details: false,
  quick_keys: null,
  tray: true,
  close_to_tray: false,
  tray_told: false,
  onboarded: true,
  endpoint: { kind: "anthropic", base_url: null, api_version: "2026-10-21" },
  model: null,
  effort: null,
  instructions: "",
  message_limit: 9_999,
  send_key: "enter",
  transcript: "normal",
  learning: true,
  tools: { math_notebook: false, web_search: false, web_fetch: false },
  web: { max_uses: 5, allowed_domains: [], blocked_domains: [] },
  answer_cache: false,
  cite_documents: true,
  artifacts: false,
  http_enabled: false,
  http_port: 7_878,
  spki_pins: [],
  log_level: null,
  ...part,
});

/** Returns a keychain that holds a key, but for `part`. */
export const secretStatus = (part: Partial<SecretStatus> = {}): SecretStatus => ({
  vault: { state: "ready", place: "keychain" },
  key: { place: "keychain", last_four: "4f2a" },
  store: { state: "on_disk" },
  ...part,
});

/** Returns a model of that id. */
export const model = (id: string, part: Partial<Model> = {}): Model => ({
  id,
  display_name: id,
  line: null,
  lifecycle: "active",
  retires_at: null,
  max_input_tokens: 200_000,
  max_output_tokens: 64_000,
  efforts: ["low", "medium", "high"],
  thinking: ["adaptive"],
  takes_images: true,
  takes_pdf: true,
  cites: true,
  web_tools: "latest",
  price: null,
  ...part,
});

/** Returns the health of a core that is well. */
export const health = (part: Partial<Health> = {}): Health => ({
  version: "0.1.0",
  uptime_ms: 61_000,
  heap_bytes: 3 * 1_024 * 1_024,
  resident_bytes: null,
  processor: null,
  process_started_at: null,
  ready_ms: null,
  store_bytes: 4_096,
  store: { state: "on_disk" },
  active_turns: 0,
  tasks: 9,
  waiting: 0,
  warnings: [],
  looked_at: null,
  data_folder: "/data/atelier",
  ...part,
});

/** Returns a pattern of that id, learned everywhere, but for `part`. */
export const pattern = (id: string, part: Partial<Pattern> = {}): Pattern => ({
  id,
  scope: { kind: "global" },
  message: id,
  response: "",
  score: 1,
  source: "conversation",
  wins: 0,
  losses: 0,
  repeats: 0,
  last_used_at: null,
  pinned: false,
  suspended: false,
  created_at: 1_790_000_000_000,
  ...part,
});

/** Returns a short text of that name that is attached, but for `part`. */
export const attachment = (name: string, part: Partial<Attachment> = {}): Attachment => ({
  id: `of ${name}`,
  name,
  kind: "text",
  media_type: "text/plain",
  hash: "1".repeat(64),
  bytes: 2_048,
  text_hash: null,
  characters: 2_048,
  width: null,
  height: null,
  pages: null,
  estimated_tokens: 512,
  note: null,
  folder_id: null,
  path: null,
  created_at: 0,
  ...part,
});
