import type { accounts as english } from '../en/accounts.ts';
import type { Translated } from '../texts.ts';

export const accounts: Translated<typeof english> = {
  'orders.heading': '我的订单',
  'orders.hello': '{name}，您好',
  'orders.logins': '您的登录方式：{logins}',
  'orders.change-waits':
    '{date} 有人为您的账户申请了新的邮箱或手机号。请查看“登录与安全”。如果不是您本人,请立即致电客服。',
  'orders.empty': '此账户还没有订单。',
  'orders.order': '订单 {number}',
  'orders.placed': '下单日期：{date}',
  'orders.total': '合计',
  'orders.items': '商品',
  'orders.each': '单价 {price}',
  'orders.more': '显示更多订单',
  'orders.shown': '已显示{shown}个订单，共{all}个',
  'orders.again': '重试',
  'orders.sign-out': '退出登录',
  'status.paid': '已付款',
  'status.pending': '待付款',
  'status.authorized': '款项已预授权',
  'status.partially_paid': '已部分付款',
  'status.refunded': '已退款',
  'status.partially_refunded': '已部分退款',
  'status.voided': '付款已取消',
  'status.fulfilled': '已发货',
  'status.partial': '已部分发货',
  'status.unfulfilled': '尚未发货',
  'status.restocked': '已退货',
};
