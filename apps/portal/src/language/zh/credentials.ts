import type { credentials as english } from '../en/credentials.ts';
import type { Translated } from '../texts.ts';

export const credentials: Translated<typeof english> = {
  'forgot.heading': '忘记密码？',
  'forgot.intro': '请输入您的邮箱。我们会向它发送验证码，您可以用来设置新密码。',
  'forgot.email': '邮箱',
  'forgot.button': '发送验证码给我',
  'forgot.to-code': '我有设置新密码的验证码',
  'reset.heading': '设置新密码',
  'reset.look-in-mail':
    '请现在查看您的邮箱。如果该邮箱属于某个账户，带有验证码的邮件正在发送途中。也请查看垃圾邮件文件夹。',
  'reset.intro.link': '请为您的账户选择新密码。',
  'reset.intro.code': '请输入我们发给您的消息中的验证码，并选择新密码。',
  'reset.password': '新密码',
  'reset.password-hint': '几个互不相关的词语容易记住，却很难被猜到。',
  'reset.effect': '保存后，您将在所有设备上退出登录。',
  'reset.button': '保存新密码',
  'reset.ask-again': '重新给我发送消息',
  'reset.done.heading': '您的密码已更改',
  'reset.done.text': '您在所有设备上的会话均已结束。请用新密码登录后继续。',
  'password.show': '显示',
  'password.show-long': '显示密码',
  'password.hide': '隐藏',
  'password.hide-long': '隐藏密码',
  'strength.label': '密码强度：{level}（满分4）',
  'strength.longer': '太容易被猜到，请设置得更长一些。',
  'strength.less-common': '太容易被猜到，请使用更少见的密码。',
  'strength.good': '这个密码很好。',
};
