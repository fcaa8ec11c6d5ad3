const files = import.meta.glob<Record<string, unknown>>('../../locales/en/*.json', { eager: true, import: 'default' })

/** Every namespace of this language; a file `desk.json` is the namespace `desk`. */
const namespaces = Object.fromEntries(Object.entries(files).map(([path, words]) => [path.replace(/^.*\/(.+)\.json$/, '$1'), words]))
export default namespaces
