import type { frame as english } from '../en/frame.ts';
import type { Translated } from '../texts.ts';

export const frame: Translated<typeof english> = {
  brand: 'તમારું ખાતું',
  'language.label': 'ભાષા',
  'staff.never': 'અમારો સ્ટાફ ક્યારેય તમારો પાસવર્ડ માંગતો નથી. તે ક્યારેય કોઈને કહેશો નહીં.',
  busy: 'કૃપા કરીને રાહ જુઓ…',
  loading: 'લોડ થઈ રહ્યું છે…',
  'missing.heading': 'આવું કોઈ પેજ નથી',
  'missing.text': 'કૃપા કરીને સરનામું તપાસો, અથવા તમારા સંદેશમાંની લિંક ફરીથી ખોલો.',
  'field.code': 'સંદેશમાંના 6 અંક લખો.',
  'field.reference': 'સંદેશમાંનો સંદર્ભ લખો.',
  'field.spokenCode': 'તમને જણાવેલો કોડ લખો.',
  'field.email': 'તમારો ઈ-મેઇલ લખો, જેમ કે name@example.com.',
  'field.login': 'તમારો ઈ-મેઇલ, ફોન નંબર અથવા યુઝરનેમ લખો.',
  'field.password': 'પાસવર્ડ લખો.',
  'field.token': 'સંદેશમાંની લિંક ફરીથી ખોલો.',
  'field.phone': 'ફોન નંબર લખો, જરૂર હોય તો દેશના કોડ સાથે.',
  'field.wishedAt': 'આવનારા દિવસોમાંનો કોઈ સમય પસંદ કરો, અથવા ખાલી રાખો.',
};
