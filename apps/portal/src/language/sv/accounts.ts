import type { accounts as english } from '../en/accounts.ts';
import type { Translated } from '../texts.ts';

export const accounts: Translated<typeof english> = {
  'orders.heading': 'Mina beställningar',
  'orders.hello': 'Hej, {name}',
  'orders.logins': 'Du loggar in med: {logins}',
  'orders.change-waits':
    'Den {date} begärdes en ny e-postadress eller ett nytt telefonnummer för ditt konto. Se Inloggning och säkerhet. Var det inte du, ring vår kundtjänst genast.',
  'orders.empty': 'Det finns inga beställningar på kontot ännu.',
  'orders.order': 'Beställning {number}',
  'orders.placed': 'Beställd den {date}',
  'orders.total': 'Summa',
  'orders.items': 'Varor',
  'orders.each': '{price} per styck',
  'orders.more': 'Visa fler beställningar',
  'orders.shown': '{shown} av {all} beställningar',
  'orders.again': 'Försök igen',
  'orders.sign-out': 'Logga ut',
  'status.paid': 'Betald',
  'status.pending': 'Väntar på betalning',
  'status.authorized': 'Betalning reserverad',
  'status.partially_paid': 'Delvis betald',
  'status.refunded': 'Återbetald',
  'status.partially_refunded': 'Delvis återbetald',
  'status.voided': 'Betalning avbruten',
  'status.fulfilled': 'Skickad',
  'status.partial': 'Delvis skickad',
  'status.unfulfilled': 'Inte skickad ännu',
  'status.restocked': 'Returnerad',
};
