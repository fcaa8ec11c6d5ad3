const files = import.meta.glob<Record<string, unknown>>(
  ['../../locales/en/*.json', '!../../locales/*/{accounts,admin,portal,report,reports,security,settings,sign-in}.json'],
  { eager: true, import: 'default' },
)

/** The namespaces of this language that the front line needs; a file `desk.json` is the namespace `desk`. The rest: more-words.ts. */
const namespaces = Object.fromEntries(Object.entries(files).map(([path, words]) => [path.replace(/^.*\/(.+)\.json$/, '$1'), words]))
export default namespaces
