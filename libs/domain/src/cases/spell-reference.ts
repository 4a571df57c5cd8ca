/** The ICAO spelling alphabet, for the letters that a reference can hold. Source: ICAO Annex 10, volume II, 5.2.1.3. */
const SPELLED: Readonly<Record<string, string>> = {
  C: 'Charlie',
  D: 'Delta',
  F: 'Foxtrot',
  G: 'Golf',
  H: 'Hotel',
  J: 'Juliett',
  K: 'Kilo',
  M: 'Mike',
  N: 'November',
  P: 'Papa',
  Q: 'Quebec',
  R: 'Romeo',
  T: 'Tango',
  V: 'Victor',
  W: 'Whiskey',
  X: 'X-ray',
  Y: 'Yankee',
};

/** A reference as it is spelled over a bad line: `K7QM-2X9D` as `Kilo 7 Quebec Mike, 2 X-ray 9 Delta`. */
export function spellReference(reference: string): string {
  return reference
    .split('-')
    .map((group) => [...group].map((symbol) => SPELLED[symbol] ?? symbol).join(' '))
    .join(', ');
}
