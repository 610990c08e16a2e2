import { type ErrorWords, UNTOUCHED_EN, UNTOUCHED_ZH_CN, words } from './error-words';

/** What is wrong with a form: its file, its seal, the check of what was signed. */
export const FORM_ERRORS_ZH_CN = {
  PDF_NOT_A_PDF: words(
    UNTOUCHED_ZH_CN,
    'HIS 送来的不是 PDF 文件。',
    '请在 HIS 里重新生成这份文件；仍不行请联系信息科。',
  ),
  PDF_TRUNCATED: words(UNTOUCHED_ZH_CN, '文件没有传完整。', '请在 HIS 里重新发起签署；仍不行请联系信息科。'),
  PDF_DAMAGED: words(
    UNTOUCHED_ZH_CN,
    '文件内部有损坏，不能安全签署。',
    '请在 HIS 里重新生成这份文件；仍不行请联系信息科。',
  ),
  PDF_ENCRYPTED: words(UNTOUCHED_ZH_CN, '文件加了密码，不能签署。', '请信息科在 HIS 里去掉文件密码后重新发起。'),
  PDF_XFA: words(UNTOUCHED_ZH_CN, '文件是旧式动态表单，不能签署。', '请信息科把模板改成普通 PDF 后重新发起。'),
  PDF_PREPARED_CONTENT: words(
    UNTOUCHED_ZH_CN,
    '文件里藏有现在看不见的内容或会自动运行的脚本，不能安全签署。',
    '请信息科去掉模板里的隐藏栏位和脚本后重新发起。',
  ),
  PDF_CERTIFIED_NO_CHANGES: words(UNTOUCHED_ZH_CN, '文件被锁定，不允许再签。', '请在 HIS 里重新生成一份未锁定的文件。'),
  PDF_SIGNATURE_BROKEN: words(
    UNTOUCHED_ZH_CN,
    '文件里已有的签名对不上，可能被改过。',
    '请不要再签，马上告诉信息科核查。',
  ),
  PDF_ANCHOR_NOT_FOUND: words(UNTOUCHED_ZH_CN, '文件里找不到该签名的位置。', '请联系信息科检查这个模板的签名位置。'),
  PDF_GLYPH_MISSING: words(
    UNTOUCHED_ZH_CN,
    '姓名里有一个生僻字，字库里没有。',
    '请联系信息科补字；急用时请改用纸质签署。',
  ),
  PDF_FIELD_NAME_TAKEN: words(UNTOUCHED_ZH_CN, '模板里的签名栏名称重复。', '请联系信息科检查这个模板。'),
  PDF_: words(UNTOUCHED_ZH_CN, '这份文件的内容不能安全签署。', '请在 HIS 里重新生成；仍不行请把编号告诉信息科。'),
  PDF_SEAM_ONE_PAGE: words(
    UNTOUCHED_ZH_CN,
    '这份文件只有一页，盖不了骑缝章。',
    '请联系信息科取消这个任务的骑缝章后重发。',
  ),
  SEAL_IMAGE_UNREADABLE: words(UNTOUCHED_ZH_CN, '骑缝章的图片打不开。', '请联系信息科更换骑缝章图片（PNG）。'),
  SEAL_BOX_TOO_SMALL: words(UNTOUCHED_ZH_CN, '文件上留给签名的地方太小。', '请联系信息科调整这个模板的签名位置。'),
  SEAL_FONT_MISSING: words(UNTOUCHED_ZH_CN, '本机缺少写姓名用的字库。', '请联系信息科重新安装本软件。'),
  SEAL_WRITE: words('已确认的签名没有丢。', '文件写不进本机磁盘。', '请不要关机，马上告诉信息科。'),
  SEAL_: words('签名和原文件都安全保存着。', '这一步没有盖好。', '会自动重试；一直不行请把编号告诉信息科。'),
  PADES_: words('签名和原文件都安全保存着。', '这一步没有盖好。', '会自动重试；一直不行请把编号告诉信息科。'),
  EVIDENCE_: words(UNTOUCHED_ZH_CN, '签署记录没有整理好。', '请再签一次；仍不行请把编号告诉信息科。'),
  SOURCE_: words(UNTOUCHED_ZH_CN, '这份文件没有完整送到服务器。', '请在 HIS 里重新发起；仍不行请联系信息科。'),
  DOCUMENT_: words(
    '签名和原文件都安全保存着。',
    '服务器没有接受签好的文件。',
    '这份文件先不要交出去，请马上告诉信息科。',
  ),
  SES_: words('表单里的电子印章没有读懂。', '印章数据不完整或格式不对。', '请把编号告诉信息科。'),
  SECOND_READER_UNABLE: words(
    '签名和原文件都安全保存着。',
    '这份文件的复核还没有做完。',
    '会自动重试，可以继续工作；一直不行请告诉信息科。',
  ),
  SECOND_READER_DISAGREES: words(
    '签名和原文件都安全保存着。',
    '两个独立的检查程序结论不一致。',
    '这份文件先不要交出去，请马上告诉信息科。',
  ),
  READERS_DISAGREE: words(
    '签名和原文件都安全保存着。',
    '两个独立的检查程序结论不一致。',
    '这份文件先不要交出去，请马上告诉信息科。',
  ),
  VALIDATION_: words(
    '签名和原文件都安全保存着。',
    '签好的文件没有通过检查。',
    '这份文件先不要交出去，请马上告诉信息科。',
  ),
  VIEW_UNAVAILABLE: words(UNTOUCHED_ZH_CN, '这份文件暂时打不开。', '请再试一次；仍不行请联系信息科。'),
} as const satisfies Record<string, ErrorWords>;

export const FORM_ERRORS_EN: Record<keyof typeof FORM_ERRORS_ZH_CN, ErrorWords> = {
  PDF_NOT_A_PDF: words(
    UNTOUCHED_EN,
    'The HIS sent a file that is not a PDF.',
    'Make the form again in the HIS; if it stays so, call IT.',
  ),
  PDF_TRUNCATED: words(
    UNTOUCHED_EN,
    'The file arrived incomplete.',
    'Start signing again in the HIS; if it stays so, call IT.',
  ),
  PDF_DAMAGED: words(
    UNTOUCHED_EN,
    'The file is damaged inside and cannot be signed safely.',
    'Make the form again in the HIS; if it stays so, call IT.',
  ),
  PDF_ENCRYPTED: words(
    UNTOUCHED_EN,
    'The file has a password and cannot be signed.',
    'Ask IT to remove the password in the HIS and start again.',
  ),
  PDF_XFA: words(
    UNTOUCHED_EN,
    'The file is an old dynamic form and cannot be signed.',
    'Ask IT to make the template a plain PDF.',
  ),
  PDF_PREPARED_CONTENT: words(
    UNTOUCHED_EN,
    'The file holds hidden content or scripts that could change what it shows.',
    'Ask IT to take hidden fields and scripts out of the template.',
  ),
  PDF_CERTIFIED_NO_CHANGES: words(
    UNTOUCHED_EN,
    'The file is locked against signing.',
    'Make an unlocked form in the HIS.',
  ),
  PDF_SIGNATURE_BROKEN: words(
    UNTOUCHED_EN,
    'A signature already in the file does not match; it may have been changed.',
    'Do not sign. Tell IT at once.',
  ),
  PDF_ANCHOR_NOT_FOUND: words(
    UNTOUCHED_EN,
    'The place for the signature was not found.',
    'Ask IT to check the template.',
  ),
  PDF_GLYPH_MISSING: words(
    UNTOUCHED_EN,
    'The name has a rare character that the font lacks.',
    'Ask IT to add it; if urgent, sign on paper.',
  ),
  PDF_FIELD_NAME_TAKEN: words(
    UNTOUCHED_EN,
    'A signature field of the template has a name twice.',
    'Ask IT to check the template.',
  ),
  PDF_: words(
    UNTOUCHED_EN,
    'This file cannot be signed safely.',
    'Make it again in the HIS; if it stays so, tell IT the number.',
  ),
  PDF_SEAM_ONE_PAGE: words(
    UNTOUCHED_EN,
    'This form has one page only: there is no seam for a seal.',
    'Ask IT to send the task again without the seam seal.',
  ),
  SEAL_IMAGE_UNREADABLE: words(
    UNTOUCHED_EN,
    'The picture of the seam seal cannot be opened.',
    'Ask IT to send another picture (PNG).',
  ),
  SEAL_BOX_TOO_SMALL: words(UNTOUCHED_EN, 'The place for the signature is too small.', 'Ask IT to check the template.'),
  SEAL_FONT_MISSING: words(
    UNTOUCHED_EN,
    'The font for names is missing on this station.',
    'Ask IT to install the software again.',
  ),
  SEAL_WRITE: words(
    'Confirmed signatures are safe.',
    'The file cannot be written to the disk.',
    'Do not switch off. Call IT now.',
  ),
  SEAL_: words(
    'Signature and form are kept safe.',
    'This step was not sealed.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  PADES_: words(
    'Signature and form are kept safe.',
    'This step was not sealed.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  EVIDENCE_: words(
    UNTOUCHED_EN,
    'The record of the signing could not be put together.',
    'Sign once more; if it stays so, tell IT the number.',
  ),
  SOURCE_: words(
    UNTOUCHED_EN,
    'The form did not reach the server whole.',
    'Start it again in the HIS; if it stays so, call IT.',
  ),
  DOCUMENT_: words(
    'Signature and form are kept safe.',
    'The server did not accept the signed form.',
    'Do not give this form out. Tell IT at once.',
  ),
  SES_: words(
    'An electronic seal in the form could not be read.',
    'The seal is incomplete or not in its format.',
    'Tell IT the number.',
  ),
  SECOND_READER_UNABLE: words(
    'Signature and form are kept safe.',
    'The second check of this form is not finished.',
    'It tries again by itself, go on working. If it goes on, tell IT.',
  ),
  SECOND_READER_DISAGREES: words(
    'Signature and form are kept safe.',
    'Two independent checks disagree.',
    'Do not give this form out. Tell IT at once.',
  ),
  READERS_DISAGREE: words(
    'Signature and form are kept safe.',
    'Two independent checks disagree.',
    'Do not give this form out. Tell IT at once.',
  ),
  VALIDATION_: words(
    'Signature and form are kept safe.',
    'The signed form did not pass its check.',
    'Do not give this form out. Tell IT at once.',
  ),
  VIEW_UNAVAILABLE: words(UNTOUCHED_EN, 'The form cannot be opened right now.', 'Try again; if it stays so, call IT.'),
};
