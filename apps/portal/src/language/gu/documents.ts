import type { documents as english } from '../en/documents.ts';
import type { Translated } from '../texts.ts';

/** The Gujarati texts of the page where an identity document is sent in. */
export const documents: Translated<typeof english> = {
  'document.heading': 'તમારું ઓળખપત્ર મોકલો',
  'document.what-for':
    'ખાતું તમારું જ છે તેની ખાતરી કરવા અમારા ગ્રાહક સેવા વિભાગે તમારા ઓળખપત્રનો ફોટો માંગ્યો છે. તેનો બીજો કોઈ ઉપયોગ થતો નથી.',
  'document.who-sees': 'તેને અમારા સ્ટાફના ફક્ત બે જણ જુએ છે, બીજું કોઈ નહીં.',
  'document.deleted': 'તેમના નિર્ણય પછી {hours} કલાકમાં અમે તેને કાઢી નાખીએ છીએ.',
  'document.cover': 'જેની અમને જરૂર નથી, જેમ કે ઓળખપત્રનો નંબર, તેને તમે ઢાંકી શકો છો. તમારું નામ અને ચહેરો દેખાવાં જોઈએ.',
  'document.how':
    'વધુમાં વધુ {most} ફોટા પાડો અથવા પસંદ કરો, જેમ કે આગળનો અને પાછળનો ભાગ. બધું સ્પષ્ટ અને ચળકાટ વગર દેખાવું જોઈએ.',
  'document.take': 'ફોટો પાડો',
  'document.choose': 'ફોટો પસંદ કરો',
  'document.picture': 'ફોટો {number}',
  'document.remove': 'ફોટો {number} કાઢો અને ફરી પાડો',
  'document.enough': 'આ {most} ફોટા થઈ ગયા, આનાથી વધારે અમે લેતા નથી. બીજો લેવા એક કાઢો.',
  'document.none': 'પહેલાં ફોટો પાડો અથવા પસંદ કરો.',
  'document.unreadable': 'આ ફાઇલ અહીં વાંચી શકાય તેવો ફોટો નથી. કૃપા કરીને ફરી ફોટો પાડો.',
  'document.send': 'ફોટા મોકલો',
  'document.sending': '{percent} % મોકલાયું',
  'document.until': 'તમે {at} સુધી મોકલી શકો છો.',
  'document.done.heading': 'આભાર, તમારા ફોટા આવી ગયા છે',
  'document.done.text': 'અમારો ગ્રાહક સેવા વિભાગ હવે તેને જુએ છે. જો તમે અમારી સાથે ફોન પર હો, તો વાત ચાલુ રાખો.',
  'document.no-link': 'અમારા ગ્રાહક સેવા વિભાગ પાસે નવી લિંક માંગો.',
  'document.by-code': 'અમારા ગ્રાહક સેવા વિભાગે તમને એક સંદર્ભ અને એક કોડ કહ્યો છે. બંને અહીં લખો.',
  'document.go-on': 'આગળ વધો',
  'document.reference': 'તમારા કેસનો સંદર્ભ',
  'document.reference-hint': 'આઠ અક્ષરો અને અંકો, જેમ કે {example}.',
  'document.code': 'જણાવેલો કોડ',
  'document.code-hint': 'તે થોડી વાર જ ચાલે છે.',
};
