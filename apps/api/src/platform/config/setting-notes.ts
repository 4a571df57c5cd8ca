import { z } from 'zod';

/** What the page of settings says of one; `secret` values are kept out of logs, pages and ordinary backups. */
type SettingNote = {
  readonly group:
    'Process' | 'Database' | 'Keys' | 'Sign-in' | 'Addresses' | 'Shop' | 'Messages' | 'Observation';
  readonly about: string;
  readonly secret?: true;
  /** What holds where it is not set, when the schema's own default does not say it. */
  readonly otherwise?: string;
};

/** Each setting with its note: docs/operations/settings.md is made from it (`npm run docs:settings`). */
export const SETTING_NOTES = z.registry<SettingNote>();
