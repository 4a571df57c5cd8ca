export const MESSAGE_CHANNELS = ['email', 'sms'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/**
 * `handed-over` to the provider, who may say later that it was `delivered` or `bounced`; `failed` after the last try (the
 * dead-letter list); `expired` was too late to send.
 */
export const MESSAGE_STATES = [
  'waiting',
  'handed-over',
  'delivered',
  'bounced',
  'failed',
  'expired',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** Languages a message is written in; any other language falls back to English. */
export const MESSAGE_LANGUAGES = ['en', 'gu', 'id', 'sv', 'zh'] as const;
export type MessageLanguage = (typeof MESSAGE_LANGUAGES)[number];

export const MESSAGE_TEMPLATES = [
  'evidence-code',
  'spoken-code',
  'identifier-move-code',
  'email-confirmation',
  'email-change-requested',
  'email-change-effective',
  'phone-confirmation',
  'phone-change-requested',
  'phone-change-effective',
  'phone-moved-away',
  'change-held',
  'change-cancelled',
  'change-reversed',
  'account-locked',
  'name-changed',
  'document-link',
  'password-reset',
  'password-changed',
  'sessions-ended',
  'accounts-merged',
  'merge-undone',
] as const;
export type MessageTemplate = (typeof MESSAGE_TEMPLATES)[number];
