import type { NoticeTexts } from '../texts.ts';

const CALL = '如果这不是您要求的，请立即致电我们的客服，或回复此消息。请不要等待。';
const OBJECT = [
  '如果这不是您要求的，请立即告诉我们，不要等待。\n不是我本人操作： {objection}\n您也可以致电我们的客服，或回复此消息。',
  CALL,
];
const SMS_CALL = '不是您本人？请立即致电我们的客服。';
const SMS_OBJECT = ['不是您本人？请打开 {objection} 告诉我们。', SMS_CALL];

/** The messages that tell what happened, in Chinese. */
export const notices: NoticeTexts = {
  'email-change-requested': {
    subject: '{shop}：有人申请使用新邮箱',
    email: [
      '我们通过网页或客服收到申请，要让一个新邮箱可以登录您的账户。',
      '新邮箱：{email}\n申请时间：{at}',
      '该邮箱的持有人确认之后才会生效。',
      OBJECT,
      '{never}',
    ],
    sms: ['{shop}：{at}，我们收到申请，要用{email}登录您的账户。', SMS_OBJECT, '{never}'],
  },
  'email-change-effective': {
    subject: '{shop}：您的账户已改用新邮箱登录',
    email: ['您的账户现在用新邮箱登录。', '新邮箱：{email}\n生效时间：{at}', OBJECT, '{never}'],
    sms: ['{shop}：自{at}起，您的账户用邮箱{email}登录。', SMS_OBJECT, '{never}'],
  },
  'phone-change-requested': {
    subject: '{shop}：有人申请使用新手机号码',
    email: [
      '我们通过网页或客服收到申请，要让一个新手机号码可以登录您的账户。',
      '新手机号码：{phone}\n申请时间：{at}',
      '该号码的持有人确认之后才会生效。',
      OBJECT,
      '{never}',
    ],
    sms: ['{shop}：{at}，我们收到申请，要用{phone}登录您的账户。', SMS_OBJECT, '{never}'],
  },
  'phone-change-effective': {
    subject: '{shop}：您的账户已改用新手机号码登录',
    email: ['您的账户现在用新手机号码登录。', '新手机号码：{phone}\n生效时间：{at}', OBJECT, '{never}'],
    sms: ['{shop}：自{at}起，您的账户用手机号码{phone}登录。', SMS_OBJECT, '{never}'],
  },
  'phone-moved-away': {
    subject: '{shop}：一个手机号码已移出您的账户',
    email: [
      '一个手机号码现在用于登录另一个账户，不再登录您的账户。',
      '手机号码：{phone}\n生效时间：{at}',
      OBJECT,
      '{never}',
    ],
    sms: ['{shop}：自{at}起，手机号码{phone}不再登录您的账户。', SMS_OBJECT, '{never}'],
  },
  'change-held': {
    subject: '{shop}：一项更改正在等待生效',
    email: [
      [
        '您账户的新邮箱{email}已经确认。',
        '您账户的新手机号码{phone}已经确认。',
        '您账户的一项更改已经确认。',
      ],
      [
        '为了安全，更改需要等待一段时间。生效时间：{until}\n在此之前，一切保持不变。',
        '为了安全，更改需要由商店工作人员决定后才会生效。在此之前，一切保持不变。',
      ],
      OBJECT,
      '{never}',
    ],
    sms: [
      [
        '{shop}：新邮箱{email}已确认。',
        '{shop}：新手机号码{phone}已确认。',
        '{shop}：您账户的一项更改已确认。',
      ],
      ['为了安全，{until}才会生效。', '为了安全，需由商店工作人员决定。'],
      SMS_OBJECT,
      '{never}',
    ],
  },
  'change-cancelled': {
    subject: '{shop}：一项更改已取消',
    email: [
      '您账户申请的一项更改已取消，没有任何变化。',
      ['新邮箱：{email}\n取消时间：{at}', '新手机号码：{phone}\n取消时间：{at}', '取消时间：{at}'],
      '如果您仍然需要这项更改，请重新申请。',
      '{never}',
    ],
    sms: ['{shop}：您账户申请的一项更改已于{at}取消，没有任何变化。', '{never}'],
  },
  'change-reversed': {
    subject: '{shop}：一项更改已撤回',
    email: [
      '您账户之前的一项更改已撤回，账户恢复原样。',
      ['邮箱：{email}\n撤回时间：{at}', '手机号码：{phone}\n撤回时间：{at}', '撤回时间：{at}'],
      OBJECT,
      '{never}',
    ],
    sms: ['{shop}：您账户之前的一项更改已于{at}撤回。', SMS_OBJECT, '{never}'],
  },
  'account-locked': {
    subject: '{shop}：您的账户已锁定',
    email: [
      '有人告诉我们，您账户的一项更改不是其本人所为。为了安全，您的账户已锁定，等待我们的客服核实。',
      '锁定时间：{at}',
      '您无需任何操作。如果想了解情况，请致电我们的客服。',
      '{never}',
    ],
    sms: [
      '{shop}：有人告诉我们，您账户的一项更改不是其本人所为。账户已于{at}锁定，等待客服核实。',
      '{never}',
    ],
  },
  'name-changed': {
    subject: '{shop}：您的姓名已更改',
    email: ['您账户上的姓名已更改。', '更改时间：{at}', CALL, '{never}'],
    sms: ['{shop}：您账户上的姓名已于{at}更改。', SMS_CALL, '{never}'],
  },
  'password-changed': {
    subject: '{shop}：您的密码已更改',
    email: [
      '您账户的密码已更改。',
      '更改时间：{at}',
      '您在所有设备上的会话均已结束。请用新密码重新登录。',
      [
        '如果不是您本人操作，请立即告诉我们，不要等待。\n不是我本人操作： {objection}\n您也可以致电我们的客服，或回复此消息。',
        '如果不是您本人操作，请立即致电我们的客服，或回复此消息。请不要等待。',
      ],
      '{never}',
    ],
    sms: ['{shop}：您的密码已于{at}更改，所有会话均已结束。', SMS_OBJECT, '{never}'],
  },
  'sessions-ended': {
    subject: '{shop}：您已在所有设备上退出登录',
    email: [
      '您账户的所有会话均已结束，您已在所有设备上退出登录。',
      '结束时间：{at}',
      '请用您的密码重新登录。',
      CALL,
      '{never}',
    ],
    sms: ['{shop}：您账户的所有会话已于{at}结束。请用密码重新登录。', SMS_CALL, '{never}'],
  },
};
