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
};
