import { en } from '../en/en.ts';
import type { MessageTexts } from '../texts.ts';

export const sv: MessageTexts = en;
