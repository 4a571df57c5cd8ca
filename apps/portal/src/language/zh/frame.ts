import type { frame as english } from '../en/frame.ts';
import type { Translated } from '../texts.ts';

export const frame: Translated<typeof english> = {
  brand: '您的账户',
  'language.label': '语言',
  'staff.never': '我们的工作人员绝不会索要您的密码。请不要把密码告诉任何人。',
  busy: '请稍候…',
  loading: '正在加载…',
  'missing.heading': '找不到此页面',
  'missing.text': '请检查网址，或重新打开消息中的链接。',
  'field.code': '请输入消息中的6位数字。',
  'field.reference': '请输入消息中的参考编号。',
  'field.spokenCode': '请输入您听到的代码。',
  'field.email': '请输入您的邮箱，例如 name@example.com。',
  'field.login': '请输入您的邮箱、手机号码或用户名。',
  'field.password': '请输入密码。',
  'field.token': '请重新打开消息中的链接。',
  'field.phone': '请输入电话号码，必要时加上国家代码。',
  'field.wishedAt': '请选择未来几天内的时间，或留空。',
};
