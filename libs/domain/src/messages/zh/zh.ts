import type { MessageTexts } from '../texts.ts';
import { codes } from './codes.ts';
import { merges } from './merges.ts';
import { notices } from './notices.ts';

/**
 * Every message in Chinese, in simplified signs. A space stands on both sides of a link: a phone would take the sign next
 * to it for a part of the link.
 */
export const zh: MessageTexts = {
  never: '我们的工作人员绝不会索要您的密码。',
  space: '',
  instant: ({ day, month, year, clock }) =>
    `${String(year)}年${String(month + 1)}月${String(day)}日 ${clock} UTC`,
  minutes: (count) => `${String(count)}分钟`,
  hours: (count) => `${String(count)}小时`,
  templates: { ...codes, ...notices, ...merges },
};
