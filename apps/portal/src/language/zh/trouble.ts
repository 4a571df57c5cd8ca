import type { trouble as english } from '../en/trouble.ts';
import type { Translated } from '../texts.ts';

export const trouble: Translated<typeof english> = {
  'trouble.heading': '操作未成功',
  'trouble.unreachable':
    '我们没有收到回应。据我们所知，没有任何更改。您输入的内容仍在这里，请重试，操作不会重复执行。',
  'trouble.no-answer': '我们没有收到回应。请检查网络连接后重试。',
  'trouble.other': '出了点问题，没有任何更改。请重试。',
  'trouble.invalid-input': '请检查您输入的内容。',
  'trouble.request-in-flight': '我们仍在处理，请稍后重试。',
  'trouble.overtaken': '同一时刻发生了其他更改，因此这里没有任何更改。请重试。',
  'trouble.signed-out': '请先登录。',
  'trouble.wrong-credentials': '登录名或密码不正确。请检查两者，或设置新密码。',
  'trouble.too-many-tries': '尝试次数过多，请稍等一段时间再试。',
  'trouble.cross-site': '请从头重新打开此页面，再试一次。',
  'trouble.account-not-active': '此账户目前无法使用，请致电我们的客服。',
  'trouble.account-locked': '此账户目前已锁定，请致电我们的客服。',
  'trouble.email-in-use': '这个邮箱已属于另一个账户，请致电我们的客服。',
  'trouble.code-not-accepted': '验证码无效。请检查验证码和参考编号，或重新获取验证码。',
  'trouble.code-too-soon': '刚刚已发送过验证码，请稍等再获取。',
  'trouble.code-limit-reached': '今天无法再发送验证码，请致电我们的客服。',
  'trouble.link-not-accepted': '此链接已失效，请重新获取。',
  'trouble.password-too-weak': '这个密码太容易被猜到，请选择更长或更少见的密码。',
  'trouble.database-unavailable': '目前无法操作，没有任何更改。请稍后重试。',
};
