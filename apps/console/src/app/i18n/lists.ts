/** What every list has: saved filters, pages and counts, and what to do where there is nothing. */
export const lists = {
  lists: {
    saved: 'Saved filters',
    save: 'Save these filters…',
    delete: 'Delete “%{name}”',
    saveTitle: 'Save these filters',
    saveText: 'They are kept in this browser, with the order of the list.',
    saveTextTyped:
      'They are kept in this browser, with the order of the list. What you typed to search is left out: it may name a customer.',
    saveSubmit: 'Save',
    name: 'Name',
    range: {
      exact: '%{from}–%{to} of %{total}',
      'at-least': '%{from}–%{to} of %{total} or more',
      estimate: '%{from}–%{to} of about %{total}',
    },
    noneFits: 'Nothing fits these filters.',
    clear: 'Clear the filters',
    empty: {
      mine: 'You have no cases. Open one, or take the next call-back.',
      due: 'No customer’s time is up. Go on with your open cases.',
      callBacks: 'Nobody waits to be called.',
      cases: 'There are no cases yet. Open the first one.',
      notices: 'There is nothing to look at. What has been settled is under "Settled".',
      noticesSettled: 'No notice has been settled yet.',
      messages: 'Nothing has been sent yet. A code or a link that an agent sends appears here.',
      imports: 'No export has been loaded yet. Upload one to fill the shop.',
      agents: 'Nobody works here yet. Add an agent.',
      audit: 'Nothing has been recorded yet.',
    },
  },
};
