/** Our mark: a signpost with two boards. Also drawn in `public/favicon.svg`. */

export const Logo = () => (
  <svg class="logo" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <path class="logo-post" d="M18 3h4v34h-4z" />
    <path class="logo-first" d="M6 7h22l6 5.5-6 5.5H6z" />
    <path class="logo-second" d="M34 21H14l-6 5 6 5h20z" />
  </svg>
)
