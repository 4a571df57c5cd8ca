import type { documents as english } from '../en/documents.ts';
import type { Translated } from '../texts.ts';

/** The Chinese texts of the page where an identity document is sent in. */
export const documents: Translated<typeof english> = {
  'document.heading': '上传您的身份证件',
  'document.what-for': '为确认该账户属于您，我们的客服请您提供身份证件照片。照片不会用于其他用途。',
  'document.who-sees': '只有我们的两名工作人员会查看。',
  'document.deleted': '作出决定后{hours}小时内，我们会删除照片。',
  'document.cover': '我们不需要的内容（例如证件号码）可以遮住，但必须能看到您的姓名和面部。',
  'document.how': '请拍摄或选择最多{most}张照片，例如正面和背面。内容应清晰、无反光。',
  'document.take': '拍照',
  'document.choose': '选择照片',
  'document.picture': '照片{number}',
  'document.remove': '移除照片{number}并重拍',
  'document.enough': '已有{most}张照片，不能再多。如需更换，请先移除一张。',
  'document.none': '请先拍摄或选择照片。',
  'document.unreadable': '无法读取此文件，它不是可用的照片。请重新拍摄。',
  'document.send': '发送照片',
  'document.sending': '已发送 {percent} %',
  'document.until': '请在{at}之前发送。',
  'document.done.heading': '谢谢，已收到您的照片',
  'document.done.text': '我们的客服正在查看。如果您正在与我们通话，请继续。',
  'document.no-link': '请向我们的客服索取新的链接。',
  'document.by-code': '我们的客服已告诉您参考编号和代码，请在此输入。',
  'document.go-on': '继续',
  'document.reference': '您的个案参考编号',
  'document.reference-hint': '八位字母和数字，例如 {example}。',
  'document.code': '代码',
  'document.code-hint': '仅在短时间内有效。',
};
