import type { signIn as english } from '../en/sign-in.ts';
import type { Translated } from '../texts.ts';

export const signIn: Translated<typeof english> = {
  'sign-in.heading': '登录',
  'sign-in.button': '登录',
  'sign-in.login': '邮箱、手机号码或用户名',
  'sign-in.password': '密码',
  'sign-in.to-forgot': '忘记密码？',
  'sign-in.to-code': '我有验证码',
  'to-sign-in': '前往登录',
  'notice.signed-out': '您已退出登录。',
  'notice.session-ended': '请登录后查看此页面。',
};
