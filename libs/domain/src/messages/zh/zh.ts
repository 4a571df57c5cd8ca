import { en } from '../en/en.ts';
import type { MessageTexts } from '../texts.ts';

export const zh: MessageTexts = en;
