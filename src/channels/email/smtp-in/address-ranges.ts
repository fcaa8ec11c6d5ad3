import { BlockList, isIP } from 'node:net'

/** Whether a peer's address lies in one of the ranges (`10.0.0.0/8`, `192.0.2.7`, `2001:db8::/32`); an empty list holds everybody. Throws TypeError on what is no range. */
export function addressRanges(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const range of ranges) add(list, range)
  return (address) => {
    if (ranges.length === 0) return true
    // A listener on both families sees IPv4 peers as ::ffff:a.b.c.d.
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
    const family = isIP(plain)
    return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6')
  }
}

function add(list: BlockList, range: string): void {
  const [address = '', bits, ...rest] = range.split('/')
  const family = isIP(address)
  const width = family === 4 ? 32 : 128
  const prefix = bits === undefined ? width : Number(bits)
  if (family === 0 || rest.length > 0 || bits === '' || !Number.isInteger(prefix) || prefix < 0 || prefix > width)
    throw new TypeError(`not a range of addresses: ${range}`)
  list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
}
