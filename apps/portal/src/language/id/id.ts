import { en } from '../en/en.ts';
import type { Texts } from '../texts.ts';

export const id: Texts = en;
