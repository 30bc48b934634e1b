/** The app's mark: a rising line over a steady one, in the accent. */
export function StewardMark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden="true">
      <rect width="22" height="22" rx="6" fill="var(--accent)" />
      <path
        d="M5 14.2l3.6-3.7 3 2.4L17 7.2"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="17" cy="7.2" r="1.7" fill="#fff" />
    </svg>
  );
}
