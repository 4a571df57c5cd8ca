import type { SayTexts } from './say-code.ts';

export const en: SayTexts = {
  greeting:
    'Thank you for calling. I will help you back into your account. First I have to make sure that it is yours.',
  'ask-questions': 'I will ask you a few questions about the account. Please answer as exactly as you can.',
  'round-enough': 'Thank you, that was enough.',
  'round-not-enough': 'I am sorry, with these answers I cannot go on. I cannot say which of them it was.',
  'code-sent':
    'I send you a code now. Please enter it on the page that the message names, and tell it to nobody, not even to me.',
  'spoken-code-sent': 'I send you a code now. Because you called us, you may read it out to me.',
  'prove-the-desk':
    'So that you know it is really us: the message shows a short code, which I read out to you now.',
  verified: 'Thank you. I have made sure that the account is yours.',
  'email-asked':
    'I have sent a message to the new address. Please open it and confirm that the address is yours. Everybody else we can reach about the account is told.',
  'phone-asked': 'I have sent a code to the new number. Please enter it on the page that the message names.',
  'change-held':
    'Your new contact is confirmed. To protect your account it takes effect a little later. You need not do anything.',
  'change-to-decide':
    'Your new contact is confirmed. To protect your account, a colleague of mine decides before it takes effect. We will tell you.',
  'reset-sent': 'I have sent you a link. With it you choose a new password yourself. Nobody here can see it.',
  'sessions-ended': 'I have signed your account out on every device.',
  'call-you-back':
    'I keep your case open. Your reference is the one I read out; please name it when you call again.',
  goodbye: 'You can sign in again now. Is there anything else I can do for you?',
  'one-moment': 'One moment, please. I am looking into it.',
  'more-questions': 'Before I can change anything I have to make sure that the account is yours.',
  'last-order-needed':
    'Please tell me about your last order: its number, or what you bought, in which month and for how much.',
  'cannot-verify-today':
    'For your protection this account cannot be verified at the moment. Please call again tomorrow. Nothing on it has changed.',
  'another-contact':
    'That does not work with this contact. Can I reach you in another way that is on the account?',
  'no-contact-left':
    'I have no way to reach you that is on the account. A colleague can go on with an identity document.',
  'wait-for-the-code':
    'The message can take a little while. Please look for it, and enter the code on the page that it names.',
  'wait-for-the-confirmation':
    'A change is waiting to be confirmed already. Please look for the message about it.',
  'another-email': 'I cannot use this address for your account. Do you have another one?',
  'another-phone': 'I cannot use this number for your account. Do you have another one?',
  'phone-holder-must-agree':
    'This number is in use. Whoever uses it has to agree first: we have a message sent to them.',
  'holder-must-call':
    'To protect the account I can speak only with the person it belongs to. Please ask them to call us.',
  'holder-died':
    'I am sorry for your loss. A colleague will tell you which papers we need, and takes care of the account.',
  'not-today': 'At the moment we cannot change any account. Please call again later. Nothing has been lost.',
  'colleague-takes-over': 'A colleague will go on with this. One moment, please.',
  'account-cannot-change': 'I cannot change anything on this account. A colleague will look at it.',
  'code-not-right': 'That code is not the right one. Please look at the newest message again.',
  'suspected-fraud':
    'Thank you. I have written everything down. We look into it and get in touch through the contacts on the account.',
};
