import type { cases as english } from '../en/cases.ts';
import type { Translated } from '../texts.ts';

export const cases: Translated<typeof english> = {
  'call-back.to': 'શું તમારો ઈ-મેઇલ અથવા મોબાઇલ નંબર બદલાયો છે?',
  'call-back.heading': 'અમે તમને ફોન કરી શકીએ છીએ',
  'call-back.intro':
    'જો તમે હવે તમારો જૂનો ઈ-મેઇલ અથવા મોબાઇલ નંબર વાપરી શકતા નથી, તો એક નંબર આપો. અમારી ગ્રાહક સેવા તમને ફોન કરશે અને તમારું ખાતું પાછું મેળવવામાં મદદ કરશે.',
  'call-back.phone': 'કયા નંબર પર ફોન કરીએ',
  'call-back.phone-hint': 'વિદેશનો નંબર હોય તો દેશના કોડ સાથે લખો.',
  'call-back.time': 'તમને અનુકૂળ સમય (ફરજિયાત નથી)',
  'call-back.time-hint': 'બને તેટલો જલદી ફોન જોઈતો હોય તો ખાલી રાખો.',
  'call-back.button': 'મને ફોન કરો',
  'call-back.done.heading': 'અમે તમને ફોન કરીશું',
  'call-back.done.text': 'આભાર. તમારો વારો આવતાં જ અમારી ગ્રાહક સેવા તમે આપેલા નંબર પર ફોન કરશે.',
};
