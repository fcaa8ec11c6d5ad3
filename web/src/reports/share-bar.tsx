/** A share as a length; the number stands beside it. Too few cases: an empty track. */
export function ShareBar({ share }: { readonly share: number | null }) {
  return (
    <span className={share === null ? 'share-bar share-bar--none' : 'share-bar'} aria-hidden="true">
      <span style={{ inlineSize: `${(share ?? 0) * 100}%` }} />
    </span>
  )
}
