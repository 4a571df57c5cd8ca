import type { credentials as english } from '../en/credentials.ts';
import type { Translated } from '../texts.ts';

export const credentials: Translated<typeof english> = {
  'forgot.heading': 'Har du glömt lösenordet?',
  'forgot.intro': 'Ange din e-postadress. Vi skickar en kod dit, och sedan väljer du ett nytt lösenord.',
  'forgot.email': 'E-postadress',
  'forgot.button': 'Skicka en kod till mig',
  'forgot.to-code': 'Jag har en kod för ett nytt lösenord',
  'reset.heading': 'Välj ett nytt lösenord',
  'reset.look-in-mail':
    'Titta i din e-post nu. Om adressen hör till ett konto är ett meddelande med en kod på väg. Titta även i skräpposten.',
  'reset.intro.link': 'Välj ett nytt lösenord till ditt konto.',
  'reset.intro.code': 'Skriv koden i meddelandet som vi skickade till dig, och välj ett nytt lösenord.',
  'reset.password': 'Nytt lösenord',
  'reset.password-hint': 'Några ord som inte hör ihop är lätta att minnas och svåra att gissa.',
  'reset.effect': 'När du sparar loggas du ut överallt.',
  'reset.button': 'Spara det nya lösenordet',
  'reset.ask-again': 'Skicka ett nytt meddelande till mig',
  'reset.done.heading': 'Ditt lösenord är ändrat',
  'reset.done.text':
    'Alla dina sessioner har avslutats, på alla enheter. Logga in med ditt nya lösenord för att fortsätta.',
  'password.show': 'Visa',
  'password.show-long': 'Visa lösenordet',
  'password.hide': 'Dölj',
  'password.hide-long': 'Dölj lösenordet',
  'strength.label': 'Lösenordets styrka: {level} av 4',
  'strength.longer': 'För lätt att gissa. Gör det längre.',
  'strength.less-common': 'För lätt att gissa. Använd något mindre vanligt.',
  'strength.good': 'Det här är ett bra lösenord.',
};
