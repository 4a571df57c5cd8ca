import type { documents as english } from '../en/documents.ts';
import type { Translated } from '../texts.ts';

/** The Swedish texts of the page where an identity document is sent in. */
export const documents: Translated<typeof english> = {
  'document.heading': 'Skicka din legitimation',
  'document.what-for':
    'Vår kundtjänst har bett om ett foto av din legitimation för att vara säker på att kontot är ditt. Det används inte till något annat.',
  'document.who-sees': 'Två av våra medarbetare tittar på det, ingen annan.',
  'document.deleted': 'Vi raderar det {hours} timmar efter deras beslut.',
  'document.cover':
    'Du får täcka över det som vi inte behöver, till exempel numret. Ditt namn och ditt ansikte måste synas.',
  'document.how':
    'Ta eller välj upp till {most} bilder, till exempel framsidan och baksidan. Allt ska vara skarpt och utan reflexer.',
  'document.take': 'Ta en bild',
  'document.choose': 'Välj en bild',
  'document.picture': 'Bild {number}',
  'document.remove': 'Ta bort bild {number} och ta om den',
  'document.enough': 'Det här är {most} bilder, fler tar vi inte emot. Ta bort en för att ta en annan.',
  'document.none': 'Ta eller välj en bild först.',
  'document.unreadable': 'Filen är ingen bild som kan läsas här. Ta om bilden.',
  'document.send': 'Skicka bilderna',
  'document.sending': '{percent} % skickat',
  'document.until': 'Du kan skicka dem till och med {at}.',
  'document.done.heading': 'Tack, dina bilder har kommit fram',
  'document.done.text': 'Vår kundtjänst tittar på dem nu. Om du är i telefon med oss: fortsätt samtalet.',
  'document.no-link': 'Be vår kundtjänst om en ny länk.',
  'document.by-code': 'Vår kundtjänst har sagt en referens och en kod till dig. Skriv in båda här.',
  'document.go-on': 'Gå vidare',
  'document.reference': 'Ditt ärendes referens',
  'document.reference-hint': 'Åtta bokstäver och siffror, till exempel {example}.',
  'document.code': 'Koden du fick höra',
  'document.code-hint': 'Den gäller bara en kort stund.',
};
