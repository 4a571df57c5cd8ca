import type { verification as english } from '../en/verification.ts';
import type { Translated } from '../texts.ts';

export const verification: Translated<typeof english> = {
  'code.heading': 'તમારો કોડ લખો',
  'code.intro': 'અમે તમને મોકલેલા સંદેશમાંથી 6 અંકનો કોડ લખો.',
  'code.caution': 'જો તમે પોતે અમારો સંપર્ક કર્યો હોય તો જ આ કરો. જો તમે સંપર્ક ન કર્યો હોય, તો કોડ લખશો નહીં.',
  'code.code': '6 અંકનો કોડ',
  'code.reference': 'સંદર્ભ',
  'code.reference-hint': 'તે કોડવાળા સંદેશમાં જ છે.',
  'code.change-reference': 'બીજો સંદર્ભ વાપરો',
  'code.button': 'કોડ મોકલો',
  'code.accepted.heading': 'તમારો કોડ સ્વીકારાયો છે',
  'code.accepted.evidence':
    'આભાર. અમારા ગ્રાહક સેવા વિભાગને હવે તે દેખાય છે. જો તમે અમારી સાથે ફોન પર હો, તો વાત ચાલુ રાખો.',
  'code.accepted.email-confirmation': 'તમારા ઈ-મેઇલની પુષ્ટિ થઈ ગઈ છે. હવેથી તમે તેનાથી સાઇન ઇન કરી શકો છો.',
  'code.accepted.phone-confirmation': 'તમારા ફોન નંબરની પુષ્ટિ થઈ ગઈ છે. હવેથી તમે તેનાથી સાઇન ઇન કરી શકો છો.',
  'code.accepted.waits-for-agreement':
    'તમારા ફોન નંબરની પુષ્ટિ થઈ ગઈ છે. તેનાથી હજી બીજા ખાતામાં સાઇન ઇન થાય છે, તેથી અમે તે ખાતાના એક સંપર્ક પર કોડ મોકલ્યો છે. તે કોડ અહીં લખાય પછી નંબર ખસે છે.',
  'code.accepted.identifier-move':
    'આભાર. હવે અમને ખબર છે કે આ સંપર્ક તમારો છે. જો તમે અમારી સાથે ફોન પર હો, તો વાત ચાલુ રાખો.',
};
