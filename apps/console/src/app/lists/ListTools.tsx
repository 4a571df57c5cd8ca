import { Box, useMediaQuery, useTheme } from '@mui/material';
import { ColumnsButton } from 'react-admin';
import { SavedFilters } from './SavedFilters.tsx';

/** Beside a list's filters: the sets that one has saved and, where the list is a table, its columns. */
export function ListTools({ columns = false, filters = true }: { columns?: boolean; filters?: boolean }) {
  const small = useMediaQuery(useTheme().breakpoints.down('md'));
  return (
    <Box sx={{ display: 'flex', flexWrap: { xs: 'wrap', md: 'nowrap' }, alignItems: 'center', gap: 1 }}>
      {filters ? <SavedFilters /> : null}
      {columns && !small ? <ColumnsButton /> : null}
    </Box>
  );
}
