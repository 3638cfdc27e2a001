/** The kinds of files that the portal takes, by ending. Whether bytes are of that kind is decided in sniff.ts. */
export type FileKind = {
  /** Media type under which it is kept and sent. */
  type: string
  /** Short name for people. */
  label: string
  family: 'pdf' | 'office' | 'picture' | 'text' | 'archive'
  /** The ending that the bytes must show. */
  bytes: string
}

const office = (bytes: string, type: string): FileKind => ({
  type,
  label: bytes.toUpperCase(),
  family: 'office',
  bytes,
})
const picture = (bytes: string, type: string, label: string): FileKind => ({ type, label, family: 'picture', bytes })
const OOXML = 'application/vnd.openxmlformats-officedocument'
const ODF = 'application/vnd.oasis.opendocument'

export const FILE_KINDS: Readonly<Record<string, FileKind>> = {
  pdf: { type: 'application/pdf', label: 'PDF', family: 'pdf', bytes: 'pdf' },
  docx: office('docx', `${OOXML}.wordprocessingml.document`),
  xlsx: office('xlsx', `${OOXML}.spreadsheetml.sheet`),
  pptx: office('pptx', `${OOXML}.presentationml.presentation`),
  odt: office('odt', `${ODF}.text`),
  ods: office('ods', `${ODF}.spreadsheet`),
  odp: office('odp', `${ODF}.presentation`),
  png: picture('png', 'image/png', 'PNG'),
  jpg: picture('jpg', 'image/jpeg', 'JPEG'),
  jpeg: picture('jpg', 'image/jpeg', 'JPEG'),
  webp: picture('webp', 'image/webp', 'WebP'),
  gif: picture('gif', 'image/gif', 'GIF'),
  csv: { type: 'text/csv', label: 'CSV', family: 'text', bytes: 'text' },
  txt: { type: 'text/plain', label: 'TXT', family: 'text', bytes: 'text' },
  zip: { type: 'application/zip', label: 'ZIP', family: 'archive', bytes: 'zip' },
}

/** For the `accept` of an upload field. */
export const ACCEPTED = Object.keys(FILE_KINDS)
  .map((extension) => `.${extension}`)
  .join(',')

/** For people: "PDF, DOCX, …". */
export const ALLOWED_LABELS = [...new Set(Object.values(FILE_KINDS).map(({ label }) => label))].join(', ')

const byType = new Map(Object.values(FILE_KINDS).map((kind) => [kind.type, kind]))
/** The kind of a media type as it is kept; a charset after it does not matter. */
export const kindOfType = (type: string): FileKind | undefined => byType.get(type.split(';')[0] ?? '')
export const isPicture = (type: string): boolean => kindOfType(type)?.family === 'picture'
