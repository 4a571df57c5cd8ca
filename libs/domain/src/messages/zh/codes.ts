import type { CodeTexts } from '../texts.ts';

const CODE = '验证码：{code}\n参考编号：{reference}';
const ENTER = '请在此输入： {page}';
const ONCE = '{duration}内有效，只能使用一次。';
const SECRET = '请不要告诉任何人，包括我们的工作人员。';
const NOT_CONTACTED = '如果您没有联系过我们，请不要输入，并致电我们的客服。';
const NOT_ASKED = '如果这不是您要求的，无需任何操作，也不会有任何变化。';
const CHECK = ['我们的客服应能说出：{check}。说不出的，就不是我们。', ''];
const SMS_CHECK = ['客服应能说出{check}，否则不是我们。', ''];
const SMS_ENTER = '请{duration}内到 {page} 输入。';

/** The messages with a code or a link, in Chinese. */
export const codes: CodeTexts = {
  'evidence-code': {
    subject: '{shop}：您的验证码',
    email: [
      '您联系了我们的客服。请用此验证码证明该账户属于您：',
      CODE,
      ENTER,
      `${ONCE}${SECRET}`,
      CHECK,
      NOT_CONTACTED,
      '{never}',
    ],
    sms: [
      '{shop}：验证码{code}，证明账户属于您。',
      SMS_ENTER,
      '请勿外传。',
      SMS_CHECK,
      '非本人操作请勿输入。',
      '{never}',
    ],
  },
  'spoken-code': {
    subject: '{shop}：请读出的验证码',
    email: [
      '您正在与我们的客服通话。请用此验证码证明该账户属于您：',
      '验证码：{code}',
      '只有您主动打给我们时才可以读出。如果是别人打给您，请什么都不要说，直接挂断。',
      CHECK,
      ['您也可以自己输入： {page} （参考编号{reference}）。', ''],
      ONCE,
      '{never}',
    ],
    sms: [
      '{shop}：验证码{code}，证明账户属于您。',
      '只有您主动打给我们时才可读出；别人打给您，请挂断。',
      SMS_CHECK,
      ['也可到 {page} 输入。', ''],
      '{duration}内有效。',
      '{never}',
    ],
  },
  'identifier-move-code': {
    subject: '{shop}：转移邮箱或手机号码的验证码',
    email: [
      [
        '手机号码{phone}将转移到您的另一个账户。请用此验证码表示同意：',
        '这个邮箱将转移到您的另一个账户。请用此验证码证明该邮箱属于您：',
      ],
      CODE,
      ENTER,
      `${ONCE}${SECRET}`,
      CHECK,
      NOT_CONTACTED,
      '{never}',
    ],
    sms: [
      [
        '{shop}：验证码{code}，将{phone}转到您的另一账户。',
        '{shop}：验证码{code}，将此号码转到您的另一账户。',
      ],
      SMS_ENTER,
      '请勿外传。',
      SMS_CHECK,
      '非本人操作请勿输入。',
      '{never}',
    ],
  },
  'email-confirmation': {
    subject: '{shop}：请确认您的邮箱',
    email: [
      '您将可以用这个邮箱登录您的账户。请确认该邮箱属于您。',
      [
        '请打开此链接并点击按钮：\n{link}\n\n或在此输入验证码{code}和参考编号{reference}：\n{page}',
        '请打开此链接并点击按钮：\n{link}',
        '请在此输入验证码{code}和参考编号{reference}：\n{page}',
      ],
      ONCE,
      CHECK,
      NOT_ASKED,
      '{never}',
    ],
    sms: [
      [
        '{shop}：请确认您的邮箱： {link} 或用验证码{code}，参考编号{reference}。',
        '{shop}：请打开 {link} 确认您的邮箱。',
        '{shop}：请到 {page} 用验证码{code}确认您的邮箱。',
      ],
      '{duration}内有效。',
      SMS_CHECK,
      '非本人操作请忽略。',
      '{never}',
    ],
  },
  'phone-confirmation': {
    subject: '{shop}：请确认您的手机号码',
    email: [
      [
        '您将可以用手机号码{phone}登录您的账户。请确认该号码属于您。',
        '您将可以用新的手机号码登录您的账户。请确认该号码属于您。',
      ],
      CODE,
      ENTER,
      `${ONCE}${SECRET}`,
      CHECK,
      NOT_ASKED,
      '{never}',
    ],
    sms: [
      '{shop}：验证码{code}，确认以此号码登录。',
      SMS_ENTER,
      '请勿外传。',
      SMS_CHECK,
      '非本人操作请忽略。',
      '{never}',
    ],
  },
  'document-link': {
    subject: '{shop}：请上传您的身份证件照片',
    email: [
      '您联系了我们的客服。为确认该账户属于您，我们需要您的身份证件照片。',
      '请打开此链接拍照，或选择已有的照片：\n{link}',
      '只有我们的两名工作人员会查看，作出决定后一天内删除。',
      `${ONCE}${SECRET}`,
      CHECK,
      '如果您没有联系过我们，请不要打开，并致电我们的客服。',
      '{never}',
    ],
    sms: [
      '{shop}：请上传身份证件照片： {link} 。',
      '{duration}内有效。',
      SMS_CHECK,
      '非本人操作请勿打开。',
      '{never}',
    ],
  },
  'password-reset': {
    subject: '{shop}：设置新密码',
    email: [
      '有人为您的账户申请了新密码。',
      [
        '请打开此链接并选择新密码：\n{link}\n\n或在此输入验证码{code}和参考编号{reference}：\n{page}',
        '请打开此链接并选择新密码：\n{link}',
        '请在此输入验证码{code}和参考编号{reference}，并选择新密码：\n{page}',
      ],
      `${ONCE}保存新密码后，您将在所有设备上退出登录。`,
      `如果这不是您要求的，无需任何操作，您的密码保持不变。${SECRET}`,
      '{never}',
    ],
    sms: [
      [
        '{shop}：设置新密码： {link} 或用验证码{code}，参考编号{reference}。',
        '{shop}：请打开 {link} 设置新密码。',
        '{shop}：请到 {page} 用验证码{code}设置新密码。',
      ],
      '{duration}内有效。请勿外传。非本人操作请忽略。',
      '{never}',
    ],
  },
};
