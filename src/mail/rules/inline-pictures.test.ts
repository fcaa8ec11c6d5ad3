import { expect, test } from 'vitest'
import { inlinePictures, withPictures } from './inline-pictures.ts'

const file = (contentId: string | null, attachmentId: string | null = 'a1', size = 10) => ({ contentId, attachmentId, size })
const path = (id: string) => `/api/v1/attachments/${id}/content`

test.each([
  ['as it is', 'src="cid:image001.png@01DB"', 'image001.png@01DB'],
  ['whatever its case', 'src="CID:Image001.PNG@01db"', 'image001.png@01DB'],
  ['percent-encoded', 'src="cid:a%2Bb%40x.test"', 'a+b@x.test'],
  ['escaped', 'src="cid:a&amp;b@x.test"', 'a&b@x.test'],
  ['with a percent sign that encodes nothing', 'src="cid:100%@x.test"', '100%@x.test'],
])('a picture is found by its content id, %s', (_, attribute, contentId) => {
  const html = `<p>x</p><img ${attribute} alt="y">`
  expect(inlinePictures(html, [file(contentId)])).toEqual([{ contentId, path: path('a1') }])
  expect(withPictures(html, new Map([[contentId, 'data:image/png;base64,AA==']]))).toBe(
    '<p>x</p><img src="data:image/png;base64,AA==" alt="y">',
  )
})

test('only what the mail shows is fetched, each once, and only what is kept here', () => {
  const html = '<img src="cid:a@x"><img src="cid:a@x"><img src="cid:gone@x">'
  expect(inlinePictures(html, [file('a@x'), file('a@x', 'a2'), file('b@x', 'a3'), file('gone@x', null), file(null, 'a4')])).toEqual([
    { contentId: 'a@x', path: path('a1') },
  ])
  expect(withPictures(html, new Map([['a@x', 'data:a']]))).toBe('<img src="data:a"><img src="data:a"><img src="cid:gone@x">')
})

test('pictures that together are too large for a page stay among the files', () => {
  const html = '<img src="cid:a@x"><img src="cid:b@x"><img src="cid:c@x">'
  const found = inlinePictures(html, [file('a@x', 'a1', 15_000_000), file('b@x', 'a2', 2_000_000), file('c@x', 'a3', 500_000)])
  expect(found.map(({ contentId }) => contentId)).toEqual(['a@x', 'c@x'])
})
