// Runs before the first paint, so that a window never opens white for someone who works in the dark.
// The same key and values as in app/color-scheme.ts.
{
  const chosen = localStorage.getItem('steward-color-scheme');
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
}
