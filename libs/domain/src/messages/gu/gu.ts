import { en } from '../en/en.ts';
import type { MessageTexts } from '../texts.ts';

export const gu: MessageTexts = en;
