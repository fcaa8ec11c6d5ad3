import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import './keyboard-help.css'

const groups: readonly { readonly name: string; readonly keys: readonly { readonly keys: readonly string[]; readonly word: string }[] }[] =
  [
    {
      name: 'anywhere',
      keys: [
        { keys: ['⌘', 'K'], word: 'palette' },
        { keys: ['/'], word: 'search' },
        { keys: ['g', 'f'], word: 'goFrontLine' },
        { keys: ['g', 'd'], word: 'goDesk' },
        { keys: ['g', 't'], word: 'goTickets' },
        { keys: ['?'], word: 'help' },
      ],
    },
    {
      name: 'lists',
      keys: [
        { keys: ['j'], word: 'down' },
        { keys: ['k'], word: 'up' },
        { keys: ['Enter'], word: 'open' },
        { keys: ['.'], word: 'showNew' },
      ],
    },
    {
      name: 'ticket',
      keys: [
        { keys: ['c'], word: 'claim' },
        { keys: ['h'], word: 'handOff' },
        { keys: ['r'], word: 'reply' },
        { keys: ['n'], word: 'note' },
        { keys: ['t'], word: 'triage' },
        { keys: ['p'], word: 'phone' },
        { keys: ['⌘', 'Enter'], word: 'send' },
      ],
    },
  ]

export function KeyboardHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const apple = /mac|iphone|ipad/i.test(navigator.userAgent)
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('ui:keyboard.title')} width={720} destroyOnHidden>
      <div className="keyboard">
        {groups.map((group) => (
          <section key={group.name}>
            <h3>{t(`ui:keyboard.${group.name}`)}</h3>
            <dl>
              {group.keys.map((line) => (
                <div key={line.word}>
                  <dt>
                    {line.keys.map((key) => (
                      <kbd key={key}>{key === '⌘' && !apple ? 'Ctrl' : key}</kbd>
                    ))}
                  </dt>
                  <dd>{t(`ui:keyboard.act.${line.word}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
