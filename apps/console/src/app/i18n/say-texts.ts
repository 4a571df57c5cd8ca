/** Where what agents may read out is worded. */
export const sayTexts = {
  sayTexts: {
    title: 'What to say',
    intro: 'What agents may read out to callers, in the callers’ languages.',
    introManage:
      'Choose Edit to give a sentence the shop’s own wording; Ctrl-Enter keeps it, Escape leaves it.',
    search: 'Search the sentences',
    language: 'Language',
    every: 'All languages',
    ownOnly: 'Only our own wording',
    sentence: 'Sentence',
    own: 'own wording',
    edit: 'Edit',
    editOne: 'Edit: %{sentence}, %{language}',
    wording: '%{sentence}, %{language}',
    keep: 'Keep',
    again: 'Take the default again',
    againOne: 'Take the default again: %{sentence}, %{language}',
    nothing: 'No sentence holds these words. Search for fewer of them.',
    shown: '%{smart_count} sentence |||| %{smart_count} sentences',
  },
};
