import type { identifiers as english } from '../en/identifiers.ts';
import type { Translated } from '../texts.ts';

export const identifiers: Translated<typeof english> = {
  'confirm.heading': 'તમારા ઈ-મેઇલની પુષ્ટિ કરો',
  'confirm.intro': 'આ ઈ-મેઇલ તમારો છે તેની પુષ્ટિ કરવા બટન દબાવો. તે પછી તમે તેનાથી સાઇન ઇન કરી શકશો.',
  'confirm.caution': 'જો તમે આ માંગ્યું ન હોય, તો આ પેજ બંધ કરો: પછી કંઈ થશે નહીં.',
  'confirm.button': 'મારા ઈ-મેઇલની પુષ્ટિ કરો',
  'confirm.to-code': 'તેના બદલે મારી પાસે કોડ છે',
  'confirm.no-link': 'આ પેજ માટે તમારા સંદેશમાંની લિંક જોઈએ. સંદેશમાંની લિંક ફરીથી ખોલો, અથવા તેમાંનો કોડ વાપરો.',
  'confirm.done.heading': 'તમારા ઈ-મેઇલની પુષ્ટિ થઈ ગઈ છે',
  'confirm.done.text': 'હવેથી તમે તેનાથી સાઇન ઇન કરી શકો છો.',
  'confirm.done.to-forgot': 'મને મારો પાસવર્ડ ખબર નથી',
};
