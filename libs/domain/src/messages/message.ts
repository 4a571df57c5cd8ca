export const MESSAGE_CHANNELS = ['email', 'sms'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/** `handed-over` to the provider; `failed` after the last try (the dead-letter list); `expired` was too late to send. */
export const MESSAGE_STATES = ['waiting', 'handed-over', 'failed', 'expired'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** Languages a message is written in so far; any other language falls back to English. */
export const MESSAGE_LANGUAGES = ['en', 'gu'] as const;
export type MessageLanguage = (typeof MESSAGE_LANGUAGES)[number];

export const MESSAGE_TEMPLATES = [
  'evidence-code',
  'spoken-code',
  'identifier-move-code',
  'email-confirmation',
  'email-change-requested',
  'email-change-effective',
  'password-reset',
  'password-changed',
  'sessions-ended',
] as const;
export type MessageTemplate = (typeof MESSAGE_TEMPLATES)[number];
