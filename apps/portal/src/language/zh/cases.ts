import type { cases as english } from '../en/cases.ts';
import type { Translated } from '../texts.ts';

export const cases: Translated<typeof english> = {
  'call-back.to': '邮箱或手机号码变了吗？',
  'call-back.heading': '我们可以给您打电话',
  'call-back.intro':
    '如果您已无法使用原来的邮箱或手机号码，请留下一个电话号码。我们的客服会给您打电话，帮助您找回账户。',
  'call-back.phone': '接听电话的号码',
  'call-back.phone-hint': '如果是国外号码，请加上国家代码。',
  'call-back.time': '方便接听的时间（选填）',
  'call-back.time-hint': '如果希望我们尽快来电，请留空。',
  'call-back.button': '给我打电话',
  'call-back.done.heading': '我们会给您打电话',
  'call-back.done.text': '谢谢。轮到您时，我们的客服会拨打您留下的号码。',
};
