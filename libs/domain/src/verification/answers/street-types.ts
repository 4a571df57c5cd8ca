/**
 * What streets are called, romanised, by kind; the first word names the kind. Words of one kind are abbreviations,
 * translations or romanisations of each other (any-ascii makes `rod` of રોડ, `lu` of 路).
 */
const KINDS = [
  'road rd rod marg jalan jl jln lu salai',
  // St is Saint as often as Street, and Dr is Doctor: read as one kind, either is found.
  'street st str strasse strase strit gatan gata gade gate straat rue calle via ulitsa ul jie saint sankt',
  'avenue ave av aven evenyu dao',
  'boulevard blvd boul bd',
  'lane ln gali galli gli gang xiang nong',
  'drive dr doctor',
  'court ct',
  'place pl platz plats platsen plac',
  'square sq torg torget chowk chauk cok circle',
  'terrace tce ter terr',
  'crescent cres cr',
  'circuit cct',
  'close cl',
  'highway hwy',
  'parade pde',
  'parkway pkwy',
  'way wy weg vag vagen vej vei veien laan',
  'allee alle allen',
  'gasse grand granden',
  'nagar ngr',
  'society soc sosayti',
  'colony col kolni',
  'sector sec sektr',
] as const;

const KIND_OF: ReadonlyMap<string, string> = new Map(
  KINDS.flatMap((line) => {
    const words = line.split(' ');
    return words.map((word) => [word, words[0] ?? word] as const);
  }),
);

/** Endings that German, Dutch and Nordic streets carry without a space: Gartenstraße, Drottninggatan. */
const ENDING =
  /^([a-z]{3,})(strasse|strase|str|straat|gatan|gata|gade|gate|vagen|vag|veien|vej|weg|laan|allee|alle|platz|platsen|plats|gasse|granden|grand|torget|torg)$/;

/** Words around a number or a landmark that say nothing of their own. */
const FILLERS: ReadonlySet<string> = new Set(
  'no nr num number nomor house hno plot hausnummer near opp opposite behind the'.split(' '),
);

/** The kind of street that a word means, or null when it is a name. */
export function streetTypeOf(form: string): string | null {
  return KIND_OF.get(form) ?? null;
}

/** Takes Gartenstrasse apart into its name and its kind; null when it has no such ending. */
export function splitStreetEnding(form: string): { name: string; type: string } | null {
  const [, name, ending] = ENDING.exec(form) ?? [];
  const type = ending === undefined ? null : streetTypeOf(ending);
  return name === undefined || type === null ? null : { name, type };
}

export function isStreetFiller(form: string): boolean {
  return FILLERS.has(form);
}
