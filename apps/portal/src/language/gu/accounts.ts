import type { accounts as english } from '../en/accounts.ts';
import type { Translated } from '../texts.ts';

export const accounts: Translated<typeof english> = {
  'orders.heading': 'મારા ઑર્ડર',
  'orders.hello': 'નમસ્તે, {name}',
  'orders.logins': 'તમે આનાથી સાઇન ઇન કરો છો: {logins}',
  'orders.change-waits':
    '{date} એ તમારા ખાતા માટે નવો ઈમેલ અથવા ફોન નંબર માગવામાં આવ્યો હતો. લૉગિન અને સુરક્ષા જુઓ. જો તે તમે ન હો, તો તરત ગ્રાહક સેવાને ફોન કરો.',
  'orders.empty': 'આ ખાતામાં હજી કોઈ ઑર્ડર નથી.',
  'orders.order': 'ઑર્ડર {number}',
  'orders.placed': 'ઑર્ડરની તારીખ: {date}',
  'orders.total': 'કુલ',
  'orders.items': 'વસ્તુઓ',
  'orders.each': 'દરેકના {price}',
  'orders.more': 'વધુ ઑર્ડર બતાવો',
  'orders.shown': '{all} માંથી {shown} ઑર્ડર',
  'orders.again': 'ફરી પ્રયાસ કરો',
  'orders.sign-out': 'સાઇન આઉટ',
  'status.paid': 'ચુકવણી થઈ ગઈ',
  'status.pending': 'ચુકવણી બાકી',
  'status.authorized': 'ચુકવણી મંજૂર',
  'status.partially_paid': 'આંશિક ચુકવણી થઈ',
  'status.refunded': 'રકમ પરત કરી',
  'status.partially_refunded': 'આંશિક રકમ પરત કરી',
  'status.voided': 'ચુકવણી રદ',
  'status.fulfilled': 'મોકલ્યો',
  'status.partial': 'થોડો ભાગ મોકલ્યો',
  'status.unfulfilled': 'હજી મોકલ્યો નથી',
  'status.restocked': 'પરત આવ્યો',
};
