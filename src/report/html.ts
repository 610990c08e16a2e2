import type { Tone } from '../presentation';
import { grouped, type ReportAct, type ReportFact, type ReportReason, type ReportView } from './view';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Names come out of files that strangers made. */
const safe = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);

const MARKS: Readonly<Record<Tone, string>> = {
  passed: 'M14 25 l7 7 l14 -16',
  doubt: 'M18 19 a6 6 0 1 1 8.5 5.5 q-2.5 1.3 -2.5 4.5 M24 34.6 v0.4',
  failed: 'M16 16 L32 32 M32 16 L16 32',
  unreadable: 'M24 13 v14 M24 34.6 v0.4',
};

/** Colours of tokens.css; this page stands alone. */
const STYLE = `
body{margin:0 auto;padding:2rem 1.5rem;max-width:52rem;background:#fff;color:#14202b;font:18px/1.6 "Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:20px;color:#43505c;font-weight:600}h2{font-size:22px;margin:2rem 0 .5rem}h3{font-size:22px;margin:0}
.verdict{display:flex;gap:1.5rem;padding:1.5rem;border:1px solid;border-radius:12px}.verdict p{margin:.2rem 0}
.verdict .sentence{font-size:28px;line-height:1.35;font-weight:600}.word{font-weight:600}
.passed{background:#e8f5ec;border-color:#b3d8bf;color:#14202b}.passed .word,.passed svg{color:#1e6b3a}
.doubt{background:#fff4dc;border-color:#e6cd92}.doubt .word,.doubt svg{color:#8a5a00}
.failed,.unreadable{background:#fdecea;border-color:#eab8b3}.failed .word,.failed svg,.unreadable .word,.unreadable svg{color:#a1261b}
svg{flex:none;width:64px;height:64px;fill:none;stroke:#fff;stroke-width:4.5;stroke-linecap:round;stroke-linejoin:round}svg circle{fill:currentColor;stroke:none}
.act{margin:1rem 0;padding:1.2rem;border:1px solid #d9e0e6;border-radius:8px;break-inside:avoid}.act header{display:flex;gap:1rem;align-items:center;border-radius:8px;background:none!important}.act header p{margin:0}.act svg{width:40px;height:40px}
dl{margin:.5rem 0;display:grid;grid-template-columns:minmax(7rem,13rem) 1fr;gap:.25rem 1rem}dt{color:#43505c}dd{margin:0;overflow-wrap:anywhere}
code{font-size:15px;color:#43505c;overflow-wrap:anywhere}.details{font-size:15px}
@media print{body{padding:0}}`;

const mark = (tone: Tone): string =>
  `<svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="22"/><path d="${MARKS[tone]}"/></svg>`;

const facts = (list: readonly ReportFact[]): string =>
  `<dl>${list
    .map(({ label, value, digest }) => {
      const shown = digest ? `<code>${grouped(safe(value))}</code>` : safe(value);
      return `<dt>${safe(label)}</dt><dd>${shown}</dd>`;
    })
    .join('')}</dl>`;

const reasons = (list: readonly ReportReason[], heading: string): string =>
  list.length === 0
    ? ''
    : `<p class="word">${safe(heading)}</p><ul>${list
        .map(({ text, code }) => `<li>${safe(text)} <code>${safe(code)}</code></li>`)
        .join('')}</ul>`;

const act = (one: ReportAct, { labels }: ReportView): string => `<section class="act">
<header class="${one.tone}">${mark(one.tone)}<div><p>${safe(one.heading)} · <span class="word">${safe(one.word)}</span></p><h3>${safe(one.name)}</h3></div></header>
${facts(one.facts)}${reasons(one.reasons, labels.reasons)}<div class="details"><p class="word">${safe(labels.details)}</p>${facts(one.details)}</div></section>`;

/** The report as one HTML file: no script, nothing from outside, prints well. */
export function reportHtml(view: ReportView): string {
  const { file, acts, trust, how } = view;
  return `<!doctype html>
<html lang="${view.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(view.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${safe(view.title)}</h1>
<section class="verdict ${view.tone}">${mark(view.tone)}<div><p class="word">${safe(view.word)}</p><p class="sentence">${safe(view.sentence)}</p>${reasons(view.reasons, view.labels.reasons)}</div></section>
<h2>${safe(file.heading)}</h2>
${facts(file.facts)}
${acts.list.length > 0 ? `<h2>${safe(acts.heading)}</h2>${acts.list.map((one) => act(one, view)).join('\n')}` : ''}
<h2>${safe(trust.heading)}</h2>
${facts(trust.facts)}<p>${safe(trust.note)}</p>
<h2>${safe(how.heading)}</h2>
${how.paragraphs.map((text) => `<p>${safe(text)}</p>`).join('\n')}
</body>
</html>
`;
}
