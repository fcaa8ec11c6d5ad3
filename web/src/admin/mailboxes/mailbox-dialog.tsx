import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { secretsOfSignIn } from '#mail/rules/mailbox-secrets'
import { api } from '../../api/client.ts'
import type { Mailbox } from '../../mail/mail-queries.ts'
import { allLinesQuery } from '../admin-queries.ts'
import { EditDialog } from '../edit-dialog.tsx'
import { DkimRecord } from './dkim-record.tsx'
import { fieldsOf, type MailboxFields, saveMailbox } from './mailbox-fields.ts'
import { ApplicationFields, SecretField, ServerFields } from './server-fields.tsx'

type Props = { readonly mailbox: Mailbox | null; readonly returnsTo: string; readonly onClose: () => void }

/** A mailbox: who it is, where its mail comes from, and by which server it answers. */
export function MailboxDialog({ mailbox, returnsTo, onClose }: Props) {
  const { t } = useTranslation('admin')
  const client = useQueryClient()
  const save = async (fields: MailboxFields, version: number) => {
    await saveMailbox(mailbox, fields, version)
    await client.invalidateQueries({ queryKey: ['mailboxes'] })
  }
  const latest = async () => {
    const now = await api.get<Mailbox>(`/mailboxes/${mailbox?.id}`)
    return { fields: fieldsOf(now), version: now.version }
  }
  const word = mailbox ? t('save') : t('mailboxes.add')
  return (
    <EditDialog<MailboxFields>
      title={mailbox ? t('mailboxes.editTitle', { name: mailbox.name }) : t('mailboxes.add')}
      submit={word}
      name="mailbox"
      width={720}
      initial={fieldsOf(mailbox)}
      version={mailbox?.version ?? 0}
      save={save}
      {...(mailbox ? { latest } : {})}
      onClose={onClose}
    >
      <WhoItIs />
      <Ways secretsSet={mailbox?.secretsSet ?? []} dkimRecord={mailbox?.dkimRecord ?? null} returnsTo={returnsTo} />
    </EditDialog>
  )
}

function WhoItIs() {
  const { t } = useTranslation('admin')
  const lines = useQuery(allLinesQuery(false))
  const needed = [{ required: true, whitespace: true, message: t('needed') }]
  return (
    <>
      <div className="pair">
        <Form.Item name="name" label={t('mailboxes.name')} extra={t('mailboxes.nameHint')} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="address" label={t('mailboxes.address')} rules={needed}>
          <Input maxLength={254} />
        </Form.Item>
        <Form.Item
          name="productLineId"
          label={t('mailboxes.line')}
          extra={t('mailboxes.lineHint')}
          rules={[{ required: true, message: t('needed') }]}
        >
          <Select
            aria-label={t('mailboxes.line')}
            options={(lines.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
        <Form.Item name="locale" required label={t('mailboxes.locale')} extra={t('mailboxes.localeHint')}>
          <Select
            aria-label={t('mailboxes.locale')}
            options={[
              { value: 'zh-CN', label: t('locale.zh-CN') },
              { value: 'en', label: t('locale.en') },
            ]}
          />
        </Form.Item>
      </div>
      <p className="edit-dialog__part">{t('mailboxes.brand')}</p>
      <p className="edit-dialog__hint">{t('mailboxes.brandHint')}</p>
      <div className="pair">
        <Form.Item
          name="brandName"
          label={t('mailboxes.brandName')}
          dependencies={['brandColor', 'brandFooter']}
          rules={[
            ({ getFieldValue }) => ({
              required: Boolean(getFieldValue('brandColor') || getFieldValue('brandFooter')),
              whitespace: true,
              message: t('needed'),
            }),
          ]}
        >
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="brandColor" label={t('mailboxes.brandColor')}>
          <Input maxLength={7} placeholder="#0958d9" />
        </Form.Item>
      </div>
      <Form.Item name="brandFooter" label={t('mailboxes.brandFooter')} extra={t('mailboxes.brandFooterHint')}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 1, maxRows: 4 }} />
      </Form.Item>
      <Form.Item name="quietAlarmHours" label={t('mailboxes.quiet')} extra={t('mailboxes.quietHint')}>
        <InputNumber min={1} max={2160} precision={0} />
      </Form.Item>
      <div className="checks">
        <Form.Item name="active" valuePropName="checked">
          <Checkbox>{t('mailboxes.active')}</Checkbox>
        </Form.Item>
        <Form.Item name="isDefault" valuePropName="checked">
          <Checkbox>{t('mailboxes.isDefault')}</Checkbox>
        </Form.Item>
      </div>
    </>
  )
}

type WaysProps = { readonly secretsSet: readonly string[]; readonly dkimRecord: Mailbox['dkimRecord']; readonly returnsTo: string }

function Ways({ secretsSet, dkimRecord, returnsTo }: WaysProps) {
  const { t } = useTranslation('admin')
  const form = Form.useFormInstance<MailboxFields>()
  const receiveBy = Form.useWatch('receiveBy', form)
  const receiveAuth = Form.useWatch('receiveAuth', form) ?? 'password'
  const afterwards = Form.useWatch('receiveAfterwards', form)
  const sendBy = Form.useWatch('sendBy', form)
  const sendAuth = Form.useWatch('sendAuth', form) ?? 'password'
  const auths: readonly Parameters<typeof secretsOfSignIn>[0][] = [
    receiveBy === 'imap' ? receiveAuth : 'none',
    sendBy === 'smtp' ? sendAuth : 'none',
  ]
  const needed = [{ required: true, whitespace: true, message: t('needed') }]
  const choice = (values: readonly string[], words: string) => values.map((value) => ({ value, label: t(`${words}.${value}`) }))
  return (
    <>
      <p className="edit-dialog__part">{t('mailboxes.receive')}</p>
      <Form.Item name="receiveBy" required label={t('mailboxes.receiveBy')}>
        <Select aria-label={t('mailboxes.receiveBy')} options={choice(['imap', 'listener', 'none'], 'mailboxes.receiveWays')} />
      </Form.Item>
      {receiveBy === 'imap' ? (
        <>
          <ServerFields way="receive" auth={receiveAuth} secretsSet={secretsSet} />
          <div className="pair">
            <Form.Item name="receiveFolder" label={t('mailboxes.folder')} rules={needed}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="receiveAfterwards" required label={t('mailboxes.afterwards')}>
              <Select aria-label={t('mailboxes.afterwards')} options={choice(['leave', 'seen', 'move'], 'mailboxes.afterwardsWays')} />
            </Form.Item>
            {afterwards === 'move' ? (
              <Form.Item name="receiveMove" label={t('mailboxes.moveTo')} rules={needed}>
                <Input maxLength={200} />
              </Form.Item>
            ) : null}
          </div>
        </>
      ) : null}
      <p className="edit-dialog__part">{t('mailboxes.send')}</p>
      <Form.Item name="sendBy" required label={t('mailboxes.sendBy')}>
        <Select aria-label={t('mailboxes.sendBy')} options={choice(['smtp', 'files'], 'mailboxes.sendWays')} />
      </Form.Item>
      {sendBy === 'smtp' ? (
        <>
          <ServerFields way="send" auth={sendAuth} secretsSet={secretsSet} />
          <div className="pair">
            <Form.Item name="dkimDomain" label={t('mailboxes.dkimDomain')} extra={t('mailboxes.dkimHint')}>
              <Input maxLength={253} />
            </Form.Item>
            <Form.Item name="dkimSelector" label={t('mailboxes.dkimSelector')}>
              <Input maxLength={63} />
            </Form.Item>
          </div>
          <SecretField name="dkimPrivateKey" word={t('mailboxes.secret.dkimPrivateKey')} secretsSet={secretsSet} long />
          {dkimRecord ? (
            <>
              <p>{t('mailboxes.dkimPublish')}</p>
              <DkimRecord record={dkimRecord} />
            </>
          ) : null}
        </>
      ) : null}
      {auths.some((auth) => auth !== 'none' && auth !== 'password') ? (
        <ApplicationFields
          needed={auths.flatMap(secretsOfSignIn)}
          isConsented={auths.some((auth) => auth === 'microsoft' || auth === 'google')}
          {...{ secretsSet, returnsTo }}
        />
      ) : null}
    </>
  )
}
