import type { Indication, SignatureReport, ValidationCode } from '../core/validation';

/** Languages in which a verdict is told. */
export type VerdictLanguage = 'zh' | 'en';

type Words<K extends string> = Readonly<Record<VerdictLanguage, Readonly<Record<K, string>>>>;

export const VERDICTS: Words<Indication> = {
  zh: {
    'TOTAL-PASSED': '有效',
    INDETERMINATE: '不能确定',
    'TOTAL-FAILED': '无效',
  },
  en: {
    'TOTAL-PASSED': 'valid',
    INDETERMINATE: 'cannot be decided',
    'TOTAL-FAILED': 'not valid',
  },
};

export const TIME_SOURCES: Words<SignatureReport['timeSource']> = {
  zh: { 'time-stamp': '可信时间戳', claimed: '签署端自述，未经时间戳证明', none: '没有时间' },
  en: { 'time-stamp': 'trusted time-stamp', claimed: 'claimed by the station, no time-stamp', none: 'no time' },
};

export const MODIFICATIONS: Words<SignatureReport['modifications']> = {
  zh: {
    none: '签署之后文件没有变化',
    'lta-updates': '之后只添加了长期验证资料',
    'form-filling': '之后只有后续签署或填写栏目',
    annotations: '之后添加了批注',
    other: '之后内容被改动',
    unknown: '之后的变化无法比较',
  },
  en: {
    none: 'nothing changed after signing',
    'lta-updates': 'only long-term validation data were added later',
    'form-filling': 'only later signatures or answers in fields were added',
    annotations: 'annotations were added later',
    other: 'the content was changed later',
    unknown: 'later changes could not be compared',
  },
};

export const EVIDENCE: Words<Exclude<SignatureReport['evidence']['state'], 'unchecked'>> = {
  zh: {
    intact: '加密证据完整，与本文件和本次签署绑定',
    none: '本签名没有附带证据',
    unbound: '文件中有证据，但证书没有绑定它',
    missing: '证书绑定了证据，但文件中没有',
    broken: '证据与证书的绑定不一致',
  },
  en: {
    intact: 'encrypted evidence is complete and bound to this file and this signature',
    none: 'this signature carries no evidence',
    unbound: 'there is evidence, but the certificate does not bind it',
    missing: 'the certificate binds evidence that is not in the file',
    broken: 'the evidence does not match what the certificate binds',
  },
};

/** Why a form was written anew before its first signature (reasons of core/pdf, docs/adr/0013). */
export const NORMALISED: Words<
  | 'bytes-before-header'
  | 'bytes-after-eof'
  | 'hybrid-index'
  | 'fragmented-index'
  | 'index-entries'
  | 'faulty-index'
  | 'direct-node'
  | 'stream-length'
  | 'dangling-reference'
  | 'unescaped-name'
  | 'repeated-key'
  | 'lost-page'
> = {
  zh: {
    'bytes-before-header': '文件头之前有多余内容',
    'bytes-after-eof': '文件末尾之后有多余内容',
    'hybrid-index': '新旧两种索引混用',
    'fragmented-index': '索引有缺号',
    'index-entries': '索引条目不合规范',
    'faulty-index': '索引失准',
    'direct-node': '页面或表单栏的写法不合规范',
    'stream-length': '数据长度写错',
    'dangling-reference': '引用了不存在的对象',
    'unescaped-name': '名称没有按规范书写',
    'repeated-key': '同一项写了两次',
    'lost-page': '藏有不显示的页面',
  },
  en: {
    'bytes-before-header': 'bytes before the header',
    'bytes-after-eof': 'bytes after the end',
    'hybrid-index': 'an index of the old and one of the new kind',
    'fragmented-index': 'gaps in the index',
    'index-entries': 'index entries against the rules',
    'faulty-index': 'an index that did not lead to the objects',
    'direct-node': 'pages or fields written against the rules',
    'stream-length': 'wrong lengths of data',
    'dangling-reference': 'references to nothing',
    'unescaped-name': 'names written against the rules',
    'repeated-key': 'the same entry twice',
    'lost-page': 'pages that nothing led to',
  },
};

export const REASONS: Words<ValidationCode> = {
  zh: {
    VALIDATION_NO_SIGNATURE: '文件里没有签名。',
    VALIDATION_TOO_MANY_SIGNATURES: '签名太多。',
    VALIDATION_BYTES_AFTER_EOF: '文件末尾之后还有多余的内容。',
    VALIDATION_SUB_FILTER: '签名类型无法识别。',
    VALIDATION_BYTE_RANGE: '签名没有覆盖应当覆盖的全部内容。',
    VALIDATION_NOT_A_REVISION: '签名覆盖的范围不是文件的一个完整版本。',
    VALIDATION_CONTENTS: '签名数据无法读取。',
    VALIDATION_ATTRIBUTES_NOT_DER: '签名属性的编码不合规范。',
    VALIDATION_CONTENT_TYPE: '签名的内容类型不对。',
    VALIDATION_HASH: '已签署的内容被改动过。',
    VALIDATION_SIGNATURE: '签名值与证书的公钥不符。',
    VALIDATION_ALGORITHM_UNKNOWN: '签名使用的算法或密钥种类在这里无法验证。',
    VALIDATION_WEAK_ALGORITHM: '签名或证书使用的算法在有证明的时间已不再安全。',
    VALIDATION_ALGORITHM_MISMATCH: '签名保护的算法与实际使用的算法不同。',
    VALIDATION_ATTRIBUTE_FORBIDDEN: '签名含有 PAdES 基线签名不允许的属性。',
    VALIDATION_ATTRIBUTE_REPEATED: '签名中同一属性出现了两次。',
    VALIDATION_COUNTER_SIGNATURE: '签名上还有一个反签名，没有验证。',
    VALIDATION_POLICY_UNKNOWN: '签名引用了一份签名策略，这里没有该策略。',
    VALIDATION_CERTIFICATE_UNBOUND: '这是旧式签名，没有固定使用哪一张证书。',
    VALIDATION_TOO_LARGE: '这种签名须一次读入整个文件，文件太大。',
    VALIDATION_NO_CERTIFICATE: '签名里没有签署人的证书。',
    VALIDATION_ESS_MISSING: '签名没有固定使用哪一张证书。',
    VALIDATION_ESS_MISMATCH: '签名指定的是另一张证书。',
    VALIDATION_SIGNING_TIME_PRESENT: '签名含有 PAdES 不允许的自述时间属性。',
    VALIDATION_NO_CLAIMED_TIME: '签名没有写明签署时间。',
    VALIDATION_NO_CHAIN: '证书不是由受信任的机构签发。',
    VALIDATION_CHAIN: '证书链不合规则。',
    VALIDATION_EXPIRED: '证书不在有效期内，也没有时间戳证明签名作于有效期内。',
    VALIDATION_NOT_YET_VALID: '签名早于证书的生效时间。',
    VALIDATION_REVOKED: '证书在签名被证明存在之前已被吊销。',
    VALIDATION_REVOCATION_UNKNOWN: '缺少证书未被吊销的证明，请稍后再验证。',
    VALIDATION_SEAL: '电子印章本身被改动，或不是制章人签发的。',
    VALIDATION_SEAL_SIGNER: '用章人不在这枚印章允许的人员名单里。',
    VALIDATION_SEAL_MAKER: '制作这枚印章的机构不受信任，或其证书有问题。',
    VALIDATION_SEAL_PERIOD: '用章时印章不在有效期内，或无法证明在有效期内。',
    VALIDATION_TIME_STAMP_IMPRINT: '时间戳是为别的数据签发的。',
    VALIDATION_TIME_STAMP: '时间戳不能通过验证。',
    VALIDATION_TIME_STAMP_AHEAD: '时间戳的时间晚于现在。',
    VALIDATION_TIME_PENDING: '还没有可信时间戳，时间只是签署端自述。',
    VALIDATION_TIME_BY_DOCUMENT: '签名自身没有时间戳；整份文件的时间戳证明它最迟在那时已经存在。',
    VALIDATION_MODIFIED: '签署之后，不允许改动的内容被改动了。',
    VALIDATION_CHANGES_UNKNOWN: '签署之后的变化无法比较。',
    VALIDATION_FIELD_CHANGED: '签署时已填写的栏目，后来被改成了别的内容。请查看签署时的版本。',
    VALIDATION_FIELD_FILLED: '签署之后又填写了空白栏目，本签名不包括这些内容。',
    VALIDATION_ANNOTATED: '签署之后，页面上添加了批注或图形。请查看签署时的版本。',
    VALIDATION_DRAWN_OVER: '后来的签名画在了页面文字上。请查看签署时的版本。',
    VALIDATION_PREPARED: '签署的版本里有隐藏、关闭或带脚本的内容，不同软件显示可能不同。',
    VALIDATION_CERTIFICATION: '认证签名不是第一个签名。',
    VALIDATION_DOCUMENT_BINDING: '这张一次性证书是为另一次签署签发的。',
    VALIDATION_EVIDENCE_UNBOUND: '证据没有被证书绑定。',
    VALIDATION_EVIDENCE_MISSING: '缺少被绑定的证据。',
    VALIDATION_EVIDENCE_MANIFEST: '证据清单不是被绑定的那一份。',
    VALIDATION_EVIDENCE_ENVELOPE: '加密证据不是被绑定的那一份。',
    VALIDATION_EVIDENCE_DOCUMENT: '证书是为另一份文件签发的。',
  },
  en: {
    VALIDATION_NO_SIGNATURE: 'The file holds no signature.',
    VALIDATION_TOO_MANY_SIGNATURES: 'The file holds too many signatures.',
    VALIDATION_BYTES_AFTER_EOF: 'Something stands after the end of the file.',
    VALIDATION_SUB_FILTER: 'The kind of signature is not known.',
    VALIDATION_BYTE_RANGE: 'The signature does not cover all that it must cover.',
    VALIDATION_NOT_A_REVISION: 'What the signature covers is no complete version of the file.',
    VALIDATION_CONTENTS: 'The signature cannot be read.',
    VALIDATION_ATTRIBUTES_NOT_DER: 'The signed attributes are not encoded as they must be.',
    VALIDATION_CONTENT_TYPE: 'The signature is over another type of content.',
    VALIDATION_HASH: 'What was signed has been changed.',
    VALIDATION_SIGNATURE: 'The signature does not fit the key of the certificate.',
    VALIDATION_ALGORITHM_UNKNOWN: 'The signature uses an algorithm or a kind of key that cannot be verified here.',
    VALIDATION_WEAK_ALGORITHM:
      'The signature or a certificate uses an algorithm that was no longer safe at the time that is proven.',
    VALIDATION_ALGORITHM_MISMATCH: 'The algorithms that the signature protects are not the ones it uses.',
    VALIDATION_ATTRIBUTE_FORBIDDEN: 'The signature has an attribute that PAdES baseline signatures must not have.',
    VALIDATION_ATTRIBUTE_REPEATED: 'An attribute of the signature comes twice.',
    VALIDATION_COUNTER_SIGNATURE: 'There is a counter-signature, which was not verified.',
    VALIDATION_POLICY_UNKNOWN: 'The signature names a signature policy that is not at hand.',
    VALIDATION_CERTIFICATE_UNBOUND: 'This is an older kind of signature, which does not fix its certificate.',
    VALIDATION_TOO_LARGE: 'This kind of signature needs the whole file at once, which is too large.',
    VALIDATION_NO_CERTIFICATE: 'The certificate of the signer is missing.',
    VALIDATION_ESS_MISSING: 'The signature does not fix which certificate it belongs to.',
    VALIDATION_ESS_MISMATCH: 'The signature names another certificate.',
    VALIDATION_SIGNING_TIME_PRESENT: 'The signature holds a claimed time where PAdES forbids it.',
    VALIDATION_NO_CLAIMED_TIME: 'The signature names no time of signing.',
    VALIDATION_NO_CHAIN: 'The certificate was not issued by an authority you trust.',
    VALIDATION_CHAIN: 'A certificate breaks a rule.',
    VALIDATION_EXPIRED:
      'A certificate is out of its validity, and no time-stamp proves that the signature fell into it.',
    VALIDATION_NOT_YET_VALID: 'The signature is older than its certificate.',
    VALIDATION_REVOKED: 'A certificate was revoked before the signature is proven to have existed.',
    VALIDATION_REVOCATION_UNKNOWN: 'Proof that a certificate is not revoked is missing; try again later.',
    VALIDATION_SEAL: 'The electronic seal was changed, or its maker did not issue it.',
    VALIDATION_SEAL_SIGNER: 'The signer is not among those who may use this seal.',
    VALIDATION_SEAL_MAKER: 'The maker of this seal is not trusted, or its certificate is at fault.',
    VALIDATION_SEAL_PERIOD: 'The seal was out of its validity when it was used, or nothing proves that it was in it.',
    VALIDATION_TIME_STAMP_IMPRINT: 'The time-stamp was made for something else.',
    VALIDATION_TIME_STAMP: 'The time-stamp does not verify.',
    VALIDATION_TIME_STAMP_AHEAD: 'The time-stamp is later than now.',
    VALIDATION_TIME_PENDING: 'There is no trusted time-stamp yet; the time is only claimed.',
    VALIDATION_TIME_BY_DOCUMENT:
      'The signature has no time-stamp of its own; a time-stamp over the whole document proves that it existed then at the latest.',
    VALIDATION_MODIFIED: 'After signing, something was changed that must not change.',
    VALIDATION_CHANGES_UNKNOWN: 'What happened after signing could not be compared.',
    VALIDATION_FIELD_CHANGED:
      'A field that was filled in at signing says something else now. Look at the revision as it was signed.',
    VALIDATION_FIELD_FILLED: 'Empty fields were filled in later; this signature does not cover them.',
    VALIDATION_ANNOTATED: 'Notes or drawings were put on a page after signing. Look at the revision as it was signed.',
    VALIDATION_DRAWN_OVER: 'A later signature is drawn over words of the page. Look at the revision as it was signed.',
    VALIDATION_PREPARED:
      'The signed revision holds content that is hidden, switched off or scripted; programs may show it differently.',
    VALIDATION_CERTIFICATION: 'The certification is not the first signature.',
    VALIDATION_DOCUMENT_BINDING: 'This certificate for a single signature was issued for another one.',
    VALIDATION_EVIDENCE_UNBOUND: 'The evidence is not bound by the certificate.',
    VALIDATION_EVIDENCE_MISSING: 'Bound evidence is missing.',
    VALIDATION_EVIDENCE_MANIFEST: 'The manifest is not the bound one.',
    VALIDATION_EVIDENCE_ENVELOPE: 'The encrypted evidence is not the bound one.',
    VALIDATION_EVIDENCE_DOCUMENT: 'The certificate was issued for another document.',
  },
};
