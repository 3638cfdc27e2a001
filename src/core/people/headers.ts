/** Headers by which our pages tell Better Auth what we know of a request. They are written afresh each time: what a client sends under these names never arrives. */

export const OUR_HEADERS = {
  address: 'x-patokaz-address',
  request: 'x-patokaz-request',
  /** Of the page: the first language of a new account. */
  language: 'x-patokaz-language',
  /** Where the person wanted to go. */
  next: 'x-patokaz-next',
  /** The e-mail is known to be theirs: they came by a link that was mailed to it. */
  confirmed: 'x-patokaz-confirmed',
} as const
