import { useMediaQuery, useTheme } from '@mui/material';
import { Sidebar, type SidebarProps } from 'react-admin';

/**
 * The menu beside the page; on a phone, over it once it is opened. React-Admin's own begins as an open drawer where a
 * window has just become narrow and is then never quite put away: unseen, it keeps the page from scrolling and hides it
 * from screen readers. Begun anew at the change, it knows from the first that it is closed.
 */
export function DeskSidebar(props: SidebarProps) {
  const narrow = useMediaQuery(useTheme().breakpoints.down('sm'), { noSsr: true });
  return <Sidebar key={String(narrow)} {...props} />;
}
