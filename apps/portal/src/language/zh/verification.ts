import type { verification as english } from '../en/verification.ts';
import type { Translated } from '../texts.ts';

export const verification: Translated<typeof english> = {
  'code.heading': '输入验证码',
  'code.intro': '请输入我们发给您的消息中的6位数字。',
  'code.caution': '只有您本人主动联系了我们，才需要这样做。如果不是，请不要输入验证码。',
  'code.code': '6位验证码',
  'code.reference': '参考编号',
  'code.reference-hint': '它与验证码在同一条消息中。',
  'code.change-reference': '使用其他参考编号',
  'code.button': '提交验证码',
  'code.accepted.heading': '验证码已通过',
  'code.accepted.evidence': '谢谢，我们的客服现在可以看到了。如果您正在与我们通话，请继续。',
  'code.accepted.email-confirmation': '您的邮箱已确认。从现在起，您可以用它登录。',
  'code.accepted.phone-confirmation': '您的手机号码已确认。从现在起，您可以用它登录。',
  'code.accepted.waits-for-agreement':
    '您的手机号码已确认。它仍用于登录另一个账户，因此我们已向该账户的联系方式发送验证码。在这里输入该验证码后，号码就会转移。',
  'code.accepted.identifier-move': '谢谢，我们已确认这个联系方式属于您。如果您正在与我们通话，请继续。',
};
