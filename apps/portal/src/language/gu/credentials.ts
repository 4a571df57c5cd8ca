import type { credentials as english } from '../en/credentials.ts';
import type { Translated } from '../texts.ts';

export const credentials: Translated<typeof english> = {
  'forgot.heading': 'પાસવર્ડ ભૂલી ગયા છો?',
  'forgot.intro': 'તમારો ઈ-મેઇલ લખો. અમે તેના પર કોડ મોકલીશું, અને તમે નવો પાસવર્ડ રાખી શકશો.',
  'forgot.email': 'ઈ-મેઇલ',
  'forgot.button': 'મને કોડ મોકલો',
  'forgot.to-code': 'નવા પાસવર્ડ માટે મારી પાસે કોડ છે',
  'reset.heading': 'નવો પાસવર્ડ રાખો',
  'reset.look-in-mail':
    'હવે તમારો ઈ-મેઇલ જુઓ. જો આ ઈ-મેઇલ કોઈ ખાતાનો હશે, તો કોડવાળો સંદેશ આવી રહ્યો છે. સ્પામ ફોલ્ડરમાં પણ જુઓ.',
  'reset.intro.link': 'તમારા ખાતા માટે નવો પાસવર્ડ પસંદ કરો.',
  'reset.intro.code': 'અમે તમને મોકલેલા સંદેશમાંથી કોડ લખો, અને નવો પાસવર્ડ પસંદ કરો.',
  'reset.password': 'નવો પાસવર્ડ',
  'reset.password-hint': 'એકબીજા સાથે સંબંધ વગરના થોડા શબ્દો યાદ રાખવા સહેલા અને ધારવા અઘરા હોય છે.',
  'reset.effect': 'તમે સાચવશો ત્યારે બધી જગ્યાએથી સાઇન આઉટ થઈ જશો.',
  'reset.button': 'નવો પાસવર્ડ સાચવો',
  'reset.ask-again': 'મને નવો સંદેશ મોકલો',
  'reset.done.heading': 'તમારો પાસવર્ડ બદલાઈ ગયો છે',
  'reset.done.text': 'દરેક ઉપકરણ પરનાં તમારાં બધાં સત્ર બંધ કરવામાં આવ્યાં છે. આગળ વધવા નવા પાસવર્ડથી સાઇન ઇન કરો.',
  'password.show': 'બતાવો',
  'password.show-long': 'પાસવર્ડ બતાવો',
  'password.hide': 'છુપાવો',
  'password.hide-long': 'પાસવર્ડ છુપાવો',
  'strength.label': 'પાસવર્ડની મજબૂતાઈ: 4 માંથી {level}',
  'strength.longer': 'ધારવો બહુ સહેલો છે. તેને લાંબો કરો.',
  'strength.less-common': 'ધારવો બહુ સહેલો છે. ઓછો પ્રચલિત પાસવર્ડ વાપરો.',
  'strength.good': 'આ સારો પાસવર્ડ છે.',
};
