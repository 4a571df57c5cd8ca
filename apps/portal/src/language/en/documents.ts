/** The English texts of the page where an identity document is sent in. */
export const documents = {
  'document.heading': 'Send your identity document',
  'document.what-for':
    'Our customer care asked you for a photo of an identity document, to be sure that the account is yours. It is used for nothing else.',
  'document.who-sees': 'Two of our staff look at it, nobody else.',
  'document.deleted': 'We delete it {hours} hours after their decision.',
  'document.cover':
    'You may cover what we do not need, such as the number of the document. Your name and your face must be seen.',
  'document.how':
    'Take or choose up to {most} photos, for example the front and the back. Everything should be sharp and without glare.',
  'document.take': 'Take a photo',
  'document.choose': 'Choose a photo',
  'document.picture': 'Photo {number}',
  'document.remove': 'Remove photo {number} and take it again',
  'document.enough': 'These are {most} photos, which is all we take. Remove one to take another.',
  'document.none': 'Take or choose a photo first.',
  'document.unreadable': 'This file is not a photo that can be read here. Please take the photo again.',
  'document.send': 'Send the photos',
  'document.sending': '{percent} % sent',
  'document.until': 'You can send them until {at}.',
  'document.done.heading': 'Thank you, your photos have arrived',
  'document.done.text':
    'Our customer care looks at them now. If you are on the phone with us, please go on with the call.',
  'document.no-link': 'Ask our customer care for a new link.',
  'document.by-code': 'Our customer care has told you a reference and a code. Type both here.',
  'document.go-on': 'Go on',
  'document.reference': 'Reference of your case',
  'document.reference-hint': 'Eight letters and digits, such as {example}.',
  'document.code': 'Code',
  'document.code-hint': 'It works for a short time only.',
} as const;
