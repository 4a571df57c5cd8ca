/** Single fields shown in clear. */
export const reveals = {
  reveals: {
    reveal: 'Reveal',
    revealWhat: 'Reveal %{label}',
    hide: 'Hide',
    shown: '%{label} in clear',
    seconds: 'hidden in %{smart_count} second. |||| hidden in %{smart_count} seconds.',
    left: '%{smart_count} more this hour. |||| %{smart_count} more this hour.',
    title: 'Reveal %{label}',
    text: 'It is shown for a minute. The reason and that you looked are recorded in the audit. What was revealed proves nothing about the caller afterwards.',
    parts: 'One thing only',
    part: {
      name: 'Name',
      address: 'Address',
      'last-order': 'Last order',
      note: 'Note of the shop',
    },
  },
  looks: {
    title: 'Looks at customers',
    intro: 'How much one person may search, open and reveal is limited. A busy day can be given more.',
    grant: 'Grant more looks today',
    text: 'On top of the limits, for the next twelve hours. The reason is recorded in the audit.',
    submit: 'Grant',
    what: 'Of what',
    extra: 'How many more',
    searchesLeft: '%{smart_count} search left this hour. |||| %{smart_count} searches left this hour.',
    granted: '%{extra} more (%{kind}) granted, until',
    kind: { search: 'Searches', account: 'Accounts opened', reveal: 'Fields revealed' },
  },
};
