/** A table too wide for a phone: there each row is a list, and each cell says what it is by its `data-label`. */
export const STACKED_ON_A_PHONE = {
  minWidth: { md: 640 },
  overflowWrap: 'normal',
  '& thead': { display: { xs: 'none', md: 'table-header-group' } },
  '& tbody': { display: { xs: 'block', md: 'table-row-group' } },
  '& tr': { display: { xs: 'block', md: 'table-row' }, py: { xs: 1, md: 0 } },
  '& td': { display: { xs: 'block', md: 'table-cell' }, border: { xs: 0, md: undefined }, maxWidth: 'none' },
  '& td::before': {
    content: 'attr(data-label)',
    display: { xs: 'block', md: 'none' },
    color: 'text.secondary',
    fontSize: '0.75rem',
  },
};
