import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#f0f2ff',
  '#e0e4fd',
  '#c2c9f9',
  '#a9b4fa',
  '#8794f3',
  '#6d7df0',
  '#4a59d0',
  '#3c49b4',
  '#323d98',
  '#28317a',
];

/** Neutrals of the dark theme; Mantine paints its own surfaces, borders and text with them. */
const dark: MantineColorsTuple = [
  '#e8ebf0',
  '#b3bac6',
  '#949cab',
  '#6d7685',
  '#3b424d',
  '#2a2f37',
  '#20242b',
  '#181b20',
  '#14171b',
  '#111317',
];

/** What opens beside a control stays within the window: it turns, moves, and scrolls in the room that is left. */
const withinWindow = { flip: true, shift: true, size: true } as const;

const quick = { duration: 100, transition: 'fade' } as const;

/** The list itself scrolls: a room around it that scrolls would be one that the keyboard can't reach. */
const scrollingList = { options: { maxHeight: 320, overflowY: 'auto' } } as const;

export const theme = createTheme({
  fontFamily: "'Inter Variable', 'Inter', system-ui, sans-serif",
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '22px', xl: '26px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '15px', lineHeight: '22px' },
      h3: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'xs', fw: 600 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    // Mantine leaves its eye to the mouse alone.
    PasswordInput: {
      defaultProps: {
        size: 'xs',
        visibilityToggleButtonProps: { tabIndex: 0, 'aria-label': 'Show or hide what is typed' },
      },
    },
    // Small inputs would put the words around them below what can be read at ease.
    InputWrapper: { styles: { description: { fontSize: '12px' }, error: { fontSize: '12px' } } },
    Select: {
      defaultProps: {
        size: 'xs',
        comboboxProps: { transitionProps: quick, shadow: 'md' },
        withScrollArea: false,
      },
      styles: scrollingList,
    },
    MultiSelect: { defaultProps: { size: 'xs', withScrollArea: false }, styles: scrollingList },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    SegmentedControl: {
      defaultProps: { size: 'xs', transitionDuration: 100, withItemsBorders: false },
      styles: { root: { backgroundColor: 'var(--track)' }, label: { fontWeight: 400, padding: '3px 12px' } },
    },
    // What floats above the page stands in a landmark of its own, in index.html.
    Portal: { defaultProps: { target: '#overlays' } },
    Menu: {
      defaultProps: {
        transitionProps: quick,
        shadow: 'md',
        withInitialFocusPlaceholder: false,
        middlewares: withinWindow,
      },
      styles: { dropdown: { overflowY: 'auto' } },
    },
    Popover: {
      defaultProps: { transitionProps: quick, shadow: 'md', middlewares: withinWindow },
      styles: { dropdown: { overflowY: 'auto' } },
    },
    Modal: {
      defaultProps: { transitionProps: quick, overlayProps: { backgroundOpacity: 0.35 } },
      styles: { title: { fontSize: '15px', fontWeight: 600 } },
    },
    Tooltip: {
      defaultProps: {
        openDelay: 400,
        transitionProps: quick,
        events: { hover: true, focus: true, touch: false },
      },
    },
    Table: { defaultProps: { fz: 'sm', verticalSpacing: 6, horizontalSpacing: 'md' } },
    Tabs: { defaultProps: { variant: 'default' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
  },
});

/** Mantine's own roles, painted with the app's tokens so that both speak of one surface and one ink. */
export const cssVariables: CSSVariablesResolver = () => {
  const roles = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-faint)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-anchor': 'var(--accent-ink)',
    '--mantine-color-error': 'var(--poor-ink)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--hairline-strong)',
    '--mantine-color-accent-text': 'var(--accent-ink)',
    '--mantine-color-accent-light': 'var(--accent-wash)',
    '--mantine-color-accent-light-color': 'var(--accent-ink)',
    '--mantine-color-gray-light': 'var(--track)',
    '--mantine-color-gray-light-color': 'var(--ink-soft)',
    '--mantine-color-yellow-light': 'var(--middle-wash)',
    '--mantine-color-yellow-light-color': 'var(--middle-ink)',
    '--mantine-color-red-light': 'var(--poor-wash)',
    '--mantine-color-red-light-color': 'var(--poor-ink)',
  };
  return { variables: {}, light: roles, dark: roles };
};
