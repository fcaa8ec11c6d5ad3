import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskEmail, maskIm, maskPhone, withMaskedFields } from './mask.ts'

describe('masks', () => {
  test.each([
    ['13812345678', '138****5678'],
    ['+86 138 1234 5678', '+86****5678'],
    ['57112345', '57****45'],
    ['10086', '1****'],
  ])('phone %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked)
  })

  test('e-mail and IM keep one character, and the domain', () => {
    expect(maskEmail('zhang.san@x.com')).toBe('z***@x.com')
    expect(maskEmail('a@b.cn')).toBe('a***@b.cn')
    expect(maskIm('𠮷野家')).toBe('𠮷***')
  })

  test('at most seven characters of a phone survive, and never all of a short one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{5,20}$/), (phone) => {
        const shown = maskPhone(phone).replaceAll('*', '').length
        expect(shown).toBeLessThanOrEqual(7)
        expect(shown).toBeLessThanOrEqual(phone.length - 4)
      }),
    )
  })

  test('in the log only the personal fields are masked', () => {
    expect(withMaskedFields({ name: '张三', email: 'zs@x.com', phone: null, im: 'zs_1' })).toEqual({
      ...{ name: '张三', email: 'z***@x.com', phone: null, im: 'z***' },
    })
  })
})
