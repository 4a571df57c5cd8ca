import type { objections as english } from '../en/objections.ts';
import type { Translated } from '../texts.ts';

export const objections: Translated<typeof english> = {
  'not-me.heading': '这不是我本人操作',
  'not-me.intro':
    '我们曾通知您，您的账户有一项变更。如果不是您本人操作，请按下按钮，我们会立即阻止这项变更。',
  'not-me.caution': '如果是您自己申请的变更，请关闭本页面：不会有任何影响。',
  'not-me.button': '这不是我本人操作',
  'not-me.no-link': '打开本页面需要我们消息中的链接。请重新打开消息中的链接，或致电我们的客服。',
  'not-me.done.heading': '感谢您告诉我们',
  'not-me.cancelled': '变更已取消。您的账户没有任何改动。',
  'not-me.cancelled.next': '您无需再做什么。如果还收到不是您申请的消息，请致电我们的客服。',
  'not-me.locked': '您的账户已锁定，所有设备都已退出登录。现在没有人可以更改其中的任何内容。',
  'not-me.locked.next': '我们的客服会核查并给您发消息。您无需再做什么。如果情况紧急，请给我们打电话。',
  'not-me.noted': '没有需要阻止的内容了：这项变更已经取消或撤回。',
  'not-me.noted.next': '如果您的账户有任何异常，请致电我们的客服。',
  'held.accepted': '已接受。为安全起见，变更需要等待：将于{at}生效。在此之前一切保持不变。',
};
