/** Everybody converging on one point. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <g fill="none" stroke="#58c4b4" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round">
        <path d="M6 9l5.5 5.5M26 9l-5.5 5.5M16 27v-7" />
      </g>
      <circle cx="16" cy="15.5" r="3.6" fill="#f6c667" />
    </svg>
  )
}
