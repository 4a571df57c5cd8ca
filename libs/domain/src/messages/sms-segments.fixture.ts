/** GSM 03.38: the letters that cost one septet, and those that cost two. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '\f^{}\\[~]|€';

/** Letters of a lone SMS, and of each part of a longer one, which loses room to its numbering: 3GPP TS 23.040. */
const SEPTETS = { alone: 160, part: 153 };
const UCS2 = { alone: 70, part: 67 };

/** How many SMS a text is sent, and paid, as. Any letter outside the GSM alphabet makes the whole text UCS-2. */
export function smsSegments(text: string): number {
  const letters = [...text];
  const gsm = letters.every((letter) => BASIC.includes(letter) || EXTENDED.includes(letter));
  const room = gsm ? SEPTETS : UCS2;
  const length = gsm
    ? letters.reduce((sum, letter) => sum + (EXTENDED.includes(letter) ? 2 : 1), 0)
    : text.length;
  return length <= room.alone ? 1 : Math.ceil(length / room.part);
}
