import type { Theme } from '@mui/material';
import { deepmerge } from '@mui/utils';
import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin';

const systemFont =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

const shared = {
  shape: { borderRadius: 8 },
  sidebar: { width: 176, closedWidth: 48 },
  typography: {
    fontFamily: systemFont,
    button: { textTransform: 'none', fontWeight: 600 },
    h1: { fontSize: '1.25rem', fontWeight: 700 },
    h2: { fontSize: '1.05rem', fontWeight: 700 },
    h3: { fontSize: '0.95rem', fontWeight: 700 },
    h4: { fontSize: '0.875rem', fontWeight: 700 },
  },
  components: {
    MuiTextField: { defaultProps: { variant: 'outlined' } },
    MuiFormControl: { defaultProps: { variant: 'outlined' } },
    MuiButton: { defaultProps: { disableElevation: true } },
    MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiCard: { defaultProps: { variant: 'outlined' } },
    MuiAppBar: { defaultProps: { elevation: 0 } },
    MuiButtonBase: {
      styleOverrides: {
        root: { '&.Mui-focusVisible': { outline: '3px solid currentColor', outlineOffset: 2 } },
      },
    },
    // Their button is larger than what is drawn and reaches under the label: the ring stays around the box.
    MuiCheckbox: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { '&.Mui-focusVisible': { outlineOffset: -8, borderRadius: 12 } } },
    },
    MuiRadio: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { '&.Mui-focusVisible': { outlineOffset: -8 } } },
    },
    // On a phone, React-Admin paints the toolbars of a list white and lets wide rows push the page aside.
    RaTopToolbar: { styleOverrides: { root: { '&&': { backgroundColor: 'transparent' } } } },
    RaListToolbar: { styleOverrides: { root: { '&&': { backgroundColor: 'transparent', minHeight: 0 } } } },
    RaList: {
      styleOverrides: { root: { minWidth: 0, '& .RaList-main, & .RaList-content': { minWidth: 0 } } },
    },
    // A form's toolbar belongs to its form: no bar of another grey, and none stuck to the foot of a phone.
    RaToolbar: {
      styleOverrides: {
        root: {
          '&&': { backgroundColor: 'transparent', padding: '0 16px 16px', minHeight: 0 },
          '&&.RaToolbar-mobileToolbar': { position: 'static' },
        },
      },
    },
    RaSimpleForm: { styleOverrides: { root: { '&&': { paddingBottom: 16 } } } },
    // Its third text is too pale to be read.
    RaSimpleList: { styleOverrides: { root: { '& .RaSimpleList-tertiary': { opacity: 0.85 } } } },
    MuiToggleButton: {
      styleOverrides: { root: ({ theme }: { theme: Theme }) => ({ color: theme.palette.text.secondary }) },
    },
    // What is disabled may be pale, but why it is has to be read.
    MuiFormHelperText: {
      styleOverrides: {
        root: ({ theme }: { theme: Theme }) => ({
          '&.Mui-disabled': { color: theme.palette.text.secondary },
        }),
      },
    },
    // A long entry of the menu goes on in a second line instead of being cut off.
    RaMenuItemLink: { styleOverrides: { root: { '& .MuiTypography-noWrap': { whiteSpace: 'normal' } } } },
    // It turns where the button to load again stands, which has a name; a name of its own would be read at each load.
    RaLoadingIndicator: { defaultProps: { 'aria-hidden': true } },
    // On a phone the fields above a list are as wide as the list: room for the next one beside is left only where one fits.
    RaFilterFormInput: {
      styleOverrides: {
        root: ({ theme }: { theme: Theme }) => ({
          [theme.breakpoints.down('sm')]: { '& .RaFilterFormInput-spacer': { display: 'none' } },
        }),
      },
    },
    MuiTableCell: { styleOverrides: { head: { fontWeight: 700 } } },
    MuiChip: { styleOverrides: { root: { height: 'auto', minHeight: 24 }, label: { whiteSpace: 'normal' } } },
  },
};

// Every pair of text and ground below has a contrast of at least 4.5 : 1 (WCAG AA).
const light = {
  palette: {
    mode: 'light',
    primary: { main: '#0b5a6b', contrastText: '#ffffff' },
    secondary: { main: '#0b5a6b', contrastText: '#ffffff' },
    success: { main: '#1b6e2f', contrastText: '#ffffff' },
    warning: { main: '#8f4e00', contrastText: '#ffffff' },
    error: { main: '#b3261e', contrastText: '#ffffff' },
    info: { main: '#1a5fa8', contrastText: '#ffffff' },
    background: { default: '#f3f5f6', paper: '#ffffff' },
    text: { primary: '#16211f', secondary: '#4b5a5c' },
    divider: '#d5dcde',
  },
};

const dark = {
  palette: {
    mode: 'dark',
    primary: { main: '#7fd3e3', contrastText: '#06272e' },
    secondary: { main: '#7fd3e3', contrastText: '#06272e' },
    success: { main: '#8bd69a', contrastText: '#06210d' },
    warning: { main: '#ffc27a', contrastText: '#2c1800' },
    error: { main: '#ffb0a8', contrastText: '#3b0703' },
    info: { main: '#a6cdff', contrastText: '#04203f' },
    background: { default: '#11181a', paper: '#192326' },
    text: { primary: '#e8eeee', secondary: '#afbfc1' },
    divider: '#364448',
  },
};

function themeOf(base: RaThemeOptions, own: object): RaThemeOptions {
  return deepmerge<RaThemeOptions>(deepmerge<RaThemeOptions>(base, shared), own);
}

export const lightTheme = themeOf(defaultLightTheme, light);
export const darkTheme = themeOf(defaultDarkTheme, dark);
