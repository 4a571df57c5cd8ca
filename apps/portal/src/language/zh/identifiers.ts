import type { identifiers as english } from '../en/identifiers.ts';
import type { Translated } from '../texts.ts';

export const identifiers: Translated<typeof english> = {
  'confirm.heading': '确认您的邮箱',
  'confirm.intro': '请点击按钮，确认这个邮箱属于您。之后您就可以用它登录。',
  'confirm.caution': '如果这不是您要求的，请关闭此页面，不会有任何变化。',
  'confirm.button': '确认我的邮箱',
  'confirm.to-code': '改用验证码',
  'confirm.no-link': '此页面需要消息中的链接才能使用。请重新打开消息中的链接，或使用其中的验证码。',
  'confirm.done.heading': '您的邮箱已确认',
  'confirm.done.text': '从现在起，您可以用它登录。',
  'confirm.done.to-forgot': '我不知道我的密码',
};
