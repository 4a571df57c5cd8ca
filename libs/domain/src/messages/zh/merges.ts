import type { MergeTexts } from '../texts.ts';

const CALL = '如果您不知道此事，或其中一个账户不是您的，请立即致电我们的客服，或回复此消息。请不要等待。';
const OBJECT = [
  '如果您不知道此事，或其中一个账户不是您的，请立即告诉我们，不要等待。\n不是我本人操作： {objection}\n您也可以致电我们的客服，或回复此消息。',
  CALL,
];
const SMS_CALL = '不是您本人？请立即致电我们的客服。';
const SMS_OBJECT = ['不是您本人？请打开 {objection} 告诉我们。', SMS_CALL];

/** What is told about a merge and about its undoing, in Chinese. */
export const merges: MergeTexts = {
  'accounts-merged': {
    subject: '{shop}：您的两个账户已合并',
    email: [
      '您的两个账户已合并为一个，两者的订单、地址、积分和余额都在其中。',
      '现在可以登录的方式：{logins}\n合并时间：{at}',
      '您已在所有设备上退出登录。两个密码中只有一个仍然有效。如果您的密码无法登录，请在这里设置新密码：\n{forgot}',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}：您的两个账户已合并，请用{logins}登录。',
      '两个密码中只有一个有效。',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'merge-undone': {
    subject: '{shop}：您的账户已恢复为两个',
    email: [
      '之前合并的两个账户已重新分开，各自的内容归各自所有。',
      ['恢复的账户可以登录的方式：{logins}\n撤回时间：{at}', '撤回时间：{at}'],
      '恢复的账户没有密码。请用该账户的邮箱在这里设置新密码：\n{forgot}\n如果该账户没有邮箱，请致电我们的客服。',
      '您已在所有设备上退出登录。另一个账户的登录方式不变。',
      CALL,
      '{never}',
    ],
    sms: [
      '{shop}：您合并过的账户已于{at}恢复为两个。',
      [
        '恢复的账户（{logins}）没有密码，请打开 {forgot} 设置。',
        '恢复的账户没有密码，请打开 {forgot} 设置。',
      ],
      SMS_CALL,
      '{never}',
    ],
  },
};
