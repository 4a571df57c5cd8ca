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
  'trouble.email-claimed': '这个邮箱正在等待另一个账户确认，请致电我们的客服。',
  'trouble.email-already-yours': '您已经在用这个邮箱登录。',
  'trouble.phone-in-use': '这个手机号码已属于另一个账户，请致电我们的客服。',
  'trouble.phone-claimed': '这个手机号码正在等待另一个账户确认，请致电我们的客服。',
  'trouble.phone-already-yours': '您已经在用这个手机号码登录。',
  'trouble.phone-holder-must-agree':
    '这个手机号码用于登录另一个账户，需要先得到该账户的同意。请输入我们发送到该账户联系方式的验证码。',
  'trouble.change-already-pending': '已有新的邮箱或手机号码正在等待确认，请先确认或取消。',
  'trouble.wrong-password': '您当前的密码不正确。',
  'trouble.not-changeable-now': '目前无法在这里修改，没有任何变化。请致电我们的客服。',
  'trouble.changes-stopped': '目前暂停一切更改，您的账户没有变化。请稍后再试。',
  'trouble.account-opposed': '有人告诉我们，此账户的一项更改不是其本人所为，请致电我们的客服。',
  'trouble.code-not-accepted': '验证码无效。请检查验证码和参考编号，或重新获取验证码。',
  'trouble.code-too-soon': '刚刚已发送过验证码，请稍等再获取。',
  'trouble.code-limit-reached': '今天无法再发送验证码，请致电我们的客服。',
  'trouble.link-not-accepted': '此链接已失效，请重新获取。',
  'trouble.password-too-weak': '这个密码太容易被猜到，请选择更长或更少见的密码。',
  'trouble.database-unavailable': '目前无法操作，没有任何更改。请稍后重试。',
};
